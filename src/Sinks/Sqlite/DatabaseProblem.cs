namespace Glip.Sinks;

/// <summary>Why a database cannot be used.</summary>
public enum DatabaseProblem
{
    /// <summary>No room on the disk.</summary>
    Full,

    /// <summary>Another program uses it.</summary>
    Locked,

    /// <summary>The file is not a database, or no whole one.</summary>
    Damaged,

    /// <summary>The file has other tables than this version of the program expects.</summary>
    OtherVersion,

    /// <summary>The system does not let us read or write it.</summary>
    Unreachable,
}
