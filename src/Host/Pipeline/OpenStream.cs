using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>A stream whose file is open and whose prompt is encoded.</summary>
/// <param name="Settings">As configured.</param>
/// <param name="Source">The open file.</param>
/// <param name="Prompt">What is sought.</param>
/// <param name="Identity">What its events have in common.</param>
internal sealed record OpenStream(StreamConfiguration Settings, FileSource Source, PreparedPrompt Prompt, EventStream Identity);
