namespace Glip.Host;

/// <summary>Messages of a stream on their way to one receiver.</summary>
/// <param name="Pending">Those that wait.</param>
/// <param name="Dropped">Those that were discarded since the program started.</param>
internal readonly record struct Backlog(long Pending, long Dropped);
