using System.Threading.Channels;
using Glip.Core;

namespace Glip.Inference.Tests;

/// <summary>A live stream or a file whose frames, sizes, pauses and end are random.</summary>
internal sealed class RandomStream
{
    private readonly Random _random;
    private readonly TestStream _stream;
    private readonly bool _isLive;
    private readonly bool _isGivenUp;
    private readonly List<long> _read = [];

    public RandomStream(DetectionScheduler scheduler, string name, Random random)
    {
        _random = random;
        (_isLive, _isGivenUp) = (random.Next(2) == 0, random.Next(3) == 0);
        var (capacity, weight) = (random.Next(1, 5), random.Next(1, 4));
        _stream = new TestStream(scheduler, name, _isLive ? WhenFull.DropOldest : WhenFull.Wait, capacity, weight);
    }

    public DetectionLane Lane => _stream.Lane;

    /// <summary>Submits frames and reads results at the same time, and at times gives up in the middle.</summary>
    public async Task RunAsync(int frames)
    {
        var end = _isGivenUp ? _random.Next(frames) : frames;
        var readersRandom = new Random(_random.Next());
        var reading = Task.Run(() => ReadAsync(readersRandom));
        await SubmitAsync(end);
        if (_isGivenUp)
        {
            var late = SubmitAsync(frames - end);
            await Lane.DisposeAsync();
            await late;
        }
        else
        {
            Lane.Complete();
        }

        await reading;
    }

    public void AssertAccounted(int frames)
    {
        var counters = _stream.Counters;
        Assert.Equal((0, 0), (_stream.Pool.Rented, _stream.InFlight));
        Assert.Equal(_read.Order(), _read);
        Assert.Equal(_read.Count, _read.Distinct().Count());
        Assert.True(_read.Count <= counters.Analysed);
        if (!_isGivenUp)
        {
            Assert.Equal((frames, _read.Count), (counters.Received, counters.Analysed));
            Assert.Equal(0, counters.DroppedFor(DropReason.Stopped));
        }

        if (!_isLive)
        {
            Assert.Equal(counters.DroppedFor(DropReason.DeviceError) + counters.DroppedFor(DropReason.Stopped), counters.Dropped);
        }
    }

    private async Task SubmitAsync(int frames)
    {
        try
        {
            for (var i = 0; i < frames; i++)
            {
                await _stream.SubmitAsync(new(8, _random.Next(10) == 0 ? 16 : 8));
                await PauseAsync(_random);
            }
        }
        catch (ChannelClosedException)
        {
            // Given up.
        }
    }

    private async Task ReadAsync(Random random)
    {
        await foreach (var analysed in Lane.ReadAsync(CancellationToken.None))
        {
            using (analysed)
            {
                Assert.Equal(analysed.Frame.Header, analysed.Detected.Header);
                _read.Add(analysed.Detected.Header.Index);
                await PauseAsync(random);
            }
        }
    }

    private static async Task PauseAsync(Random random)
    {
        if (random.Next(3) == 0)
        {
            await Task.Yield();
        }

        if (random.Next(60) == 0)
        {
            await Task.Delay(1);
        }
    }
}
