using Glip.Core;

namespace Glip.Sinks;

/// <summary>Writes the pictures of events to files; a picture that has not changed is not written again.</summary>
public sealed class SnapshotSink : ISink
{
    private readonly string _folder;
    private readonly SnapshotCleaning? _cleaning;
    private readonly Dictionary<Guid, ReadOnlyMemory<byte>> _written = [];

    /// <param name="folder">The data folder; the paths of pictures are below it.</param>
    /// <param name="pictures">The folder of the pictures below it. It is made when missing.</param>
    /// <param name="cleaning">Null when pictures are kept for ever.</param>
    /// <exception cref="ConfigurationException">The folder cannot be written.</exception>
    public SnapshotSink(string folder, string pictures, SnapshotCleaning? cleaning = null)
    {
        _cleaning = cleaning;
        OutputFile.Prepare(Path.Combine(folder, pictures, "snapshot"), "snapshots");
        _folder = Path.GetFullPath(folder);
    }

    public string Name => "snapshots";

    public async ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        _cleaning?.RunWhenDue();
        try
        {
            foreach (var phraseEvent in report.Events)
            {
                if (phraseEvent.Snapshot is { Path: not null } snapshot && IsNew(phraseEvent.EventId, snapshot))
                {
                    await WriteAsync(snapshot, cancellationToken);
                    _written[phraseEvent.EventId] = snapshot.Jpeg;
                }
            }
        }
        finally
        {
            foreach (var ended in report.Events.Where(phraseEvent => phraseEvent.Type == EventType.End))
            {
                _written.Remove(ended.EventId);
            }
        }
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A picture is encoded once and handed on as the same memory until it changes.
    private bool IsNew(Guid eventId, Snapshot snapshot) => !_written.TryGetValue(eventId, out var last) || !last.Equals(snapshot.Jpeg);

    private async Task WriteAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, snapshot.Path!));
        if (!path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The path '{snapshot.Path}' of a picture leaves the folder '{_folder}'.");
        }

        await OutputFile.WriteAsync(path, snapshot.Jpeg, cancellationToken);
    }
}
