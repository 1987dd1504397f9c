namespace Glip.Core;

/// <summary>What frames come from.</summary>
public enum SourceKind
{
    Camera,
    File,
}
