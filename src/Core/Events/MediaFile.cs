namespace Glip.Core;

/// <summary>The file that frames come from.</summary>
/// <param name="Path">Relative path with <c>/</c>, never with <c>..</c>.</param>
/// <param name="Sha256">Hash of the content, 64 lower-case hex digits.</param>
/// <param name="RunId">32 lower-case hex digits that stand for file, model, phrases and settings together.</param>
/// <param name="RecordedAt">When the recording began, in UTC; null when the file does not say.</param>
public sealed record MediaFile(string Path, string Sha256, string RunId, DateTimeOffset? RecordedAt);
