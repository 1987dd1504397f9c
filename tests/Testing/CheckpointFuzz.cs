using System.Globalization;
using Glip.Core;

namespace Glip.Testing;

/// <summary>Damages valid checkpoints in a repeatable way, and looks whether each is either read or refused in one line, at little cost.</summary>
/// <param name="seed">The same seed and number of cases do the same.</param>
/// <param name="folder">For the damaged files.</param>
/// <param name="originals">Valid checkpoints.</param>
/// <param name="read">Opens a file and reads from it; throws what the reader throws.</param>
public sealed class CheckpointFuzz(int seed, string folder, IReadOnlyList<string> originals, Action<string> read)
{
    private const long MaxAllocated = 64 << 20;

    private readonly List<FuzzSubject> _subjects = [.. originals.Select((path, i) => FuzzSubject.Copy(path, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.checkpoint"))))];

    /// <summary>Damaged files that were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Damaged files that could still be read: the damage was where nobody looked.</summary>
    public long Survived { get; private set; }

    /// <summary>The most that one case allocated, in bytes.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>Runs cases until it is told to stop.</summary>
    /// <param name="goesOn">Is asked before each case with its number, from 0.</param>
    /// <exception cref="InvalidOperationException">A case threw something else than one line, or cost too much memory. The file is kept.</exception>
    public void Run(Func<long, bool> goesOn)
    {
        for (var number = 0L; goesOn(number); number++)
        {
            var random = new Random(SequenceOf(number));
            var subject = _subjects[random.Next(_subjects.Count)];
            subject.Damage(random);
            Check(subject, number);
            subject.Restore();
        }
    }

    // Two odd numbers spread seeds and cases over all random sequences, so that one case can be repeated alone.
    private int SequenceOf(long number) => unchecked((int)((((ulong)seed * 0x9E3779B97F4A7C15) + ((ulong)number * 0xD1B54A32D192ED03)) >> 32));

    private void Check(FuzzSubject subject, long number)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(subject.Path);
            Survived++;
        }
        catch (CheckpointException e) when (!e.Message.Any(char.IsControl))
        {
            Refused++;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}, case {number}, {subject.Path}: {e.GetType().Name}: {e.Message}", e);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        MostAllocated = Math.Max(MostAllocated, allocated);
        if (allocated > MaxAllocated + (4 * subject.Length))
        {
            throw new InvalidOperationException($"Seed {seed}, case {number}, {subject.Path}: {allocated} bytes were allocated for a file of {subject.Length}.");
        }
    }
}
