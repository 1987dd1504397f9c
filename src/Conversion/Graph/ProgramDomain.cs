namespace Glip.Conversion;

/// <summary>Operators that this program brings along.</summary>
internal static class ProgramDomain
{
    public const string Name = "glip";
}
