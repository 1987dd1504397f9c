using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Host;

/// <summary>Changes streams while they run, as somebody outside wishes. What is set counts until the configuration file says something else about it.</summary>
/// <param name="streams">The streams.</param>
/// <param name="set">Keeps what was set.</param>
/// <param name="clock">Measures how fast changes come.</param>
internal sealed class StreamControl(StreamSet streams, SetValues set, TimeProvider clock)
{
    private readonly ChangePace _pace = new(clock);
    private readonly ConcurrentDictionary<string, string?> _requestIds = new(StringComparer.Ordinal);

    /// <summary>Of the wish that brought the present prompt of a stream; null without one.</summary>
    public string? RequestIdOf(string streamId) => _requestIds.GetValueOrDefault(streamId);

    /// <summary>Sets the prompt of a stream. Its decoys stay. The model reads it first; then it takes over between two frames.</summary>
    /// <param name="streamId">Name of the stream.</param>
    /// <param name="prompt">Phrases and thresholds.</param>
    /// <param name="ifVersion">Number that the present prompt must have; null for any.</param>
    /// <param name="requestId">Name of the wish, to be told with the prompt; null without one.</param>
    /// <returns>When it is in force, or was refused.</returns>
    /// <exception cref="UnavailableException">There is no such stream.</exception>
    public Task<PromptAnswer> SetPromptAsync(string streamId, Prompt prompt, int? ifVersion, string? requestId = null) => SetAsync(
        streamId,
        string.Empty,
        stream =>
        {
            PromptWish.CheckVersion(streams.PromptOf(stream).Version, ifVersion);
            return prompt.WithDecoysOf(streams.Configured(streamId).Prompt);
        },
        () => _requestIds[streamId] = requestId);

    /// <summary>Sets the enter threshold of one phrase in the same way; the leave threshold keeps its distance, and the prompt its number.</summary>
    /// <param name="streamId">Name of the stream.</param>
    /// <param name="slug">Short name of the phrase.</param>
    /// <param name="enterThreshold">In [0.01, 1].</param>
    /// <returns>When it is in force, or was refused.</returns>
    /// <exception cref="UnavailableException">There is no such stream.</exception>
    public Task<PromptAnswer> SetThresholdAsync(string streamId, string slug, float enterThreshold) =>
        SetAsync(streamId, slug, stream => PromptWish.WithThreshold(stream.InForce.Prompt, slug, enterThreshold), () => { });

    /// <summary>Switches a stream on or off.</summary>
    /// <param name="streamId">Name of the stream.</param>
    /// <param name="on">Whether it is to run.</param>
    /// <exception cref="UnavailableException">There is no such stream, or it cannot run.</exception>
    /// <exception cref="PromptException">Another change took its place, or the model cannot look for its prompt.</exception>
    public async Task SwitchAsync(string streamId, bool on)
    {
        if (!await _pace.PassAsync((streamId, "enabled")).ConfigureAwait(false))
        {
            throw Busy();
        }

        await streams.InTurnAsync(() => SwitchInTurnAsync(streams.Find(streamId), on)).ConfigureAwait(false);
    }

    /// <summary>The next frame that is analysed.</summary>
    /// <param name="streamId">Name of the stream.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="UnavailableException">There is no such stream.</exception>
    public Task<SeenFrame> SeeAsync(string streamId, CancellationToken cancellationToken) => streams.Find(streamId).Monitor.Requests.NextAsync(cancellationToken);

    /// <param name="streamId">Name of the stream.</param>
    /// <param name="part">What of it is changed: changes of different parts do not take each other's place.</param>
    /// <param name="wish">The prompt that is wished for.</param>
    /// <param name="granted">Called when it is in force.</param>
    private async Task<PromptAnswer> SetAsync(string streamId, string part, Func<RunningStream, Prompt> wish, Action granted)
    {
        if (!await _pace.PassAsync((streamId, part)).ConfigureAwait(false))
        {
            return Answer(streamId, Busy());
        }

        return await streams.InTurnAsync(async () =>
        {
            try
            {
                await SetAsync(streams.Find(streamId), wish(streams.Find(streamId))).ConfigureAwait(false);
                granted();
                return Answer(streamId, null);
            }
            catch (PromptException e)
            {
                return Answer(streamId, e);
            }
        }).ConfigureAwait(false);
    }

    private async Task SetAsync(RunningStream stream, Prompt prompt)
    {
        if (!ConfigurationView.SamePrompt(stream.InForce.Prompt, prompt))
        {
            await streams.ReplaceAsync(SetValues.With(stream.Settings, prompt)).ConfigureAwait(false);
            set.Keep(streams.Configured(stream.Settings.Id), prompt);
        }
    }

    private async Task<bool> SwitchInTurnAsync(RunningStream stream, bool on)
    {
        if (stream.Settings.Enabled != on)
        {
            await streams.ReplaceAsync(stream.Settings with { Enabled = on }).ConfigureAwait(false);
            set.Keep(streams.Configured(stream.Settings.Id), on);
        }

        return on;
    }

    private static PromptException Busy() => new("busy", null, "another change came within a second, and is made instead; expected one change a second");

    private PromptAnswer Answer(string streamId, PromptException? error) => new(streams.PromptOf(streams.Find(streamId)), set.IsFromFile(streamId), error);
}
