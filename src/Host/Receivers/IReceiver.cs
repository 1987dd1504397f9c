namespace Glip.Host;

/// <summary>Somebody outside who is told of events as they happen.</summary>
internal interface IReceiver : IDisposable
{
    /// <summary>Is told of what frames bring; null when events are enough.</summary>
    IStreamListener? Listener { get; }

    /// <summary>Takes note of how all streams are now: to be called when what is sought has changed; does not wait.</summary>
    void Refresh();

    /// <summary>To be called about once a second.</summary>
    void Look();

    /// <summary>Runs until it is stopped.</summary>
    Task RunAsync();

    /// <summary>Sends what is left, as far as it is taken within a few seconds, and ends.</summary>
    Task StopAsync();
}
