using Glip.Core;

namespace Glip.Sinks;

/// <summary>A database cannot be used at present; the transaction that met this was undone.</summary>
public sealed class DatabaseException(DatabaseProblem problem, string message) : UnavailableException(message)
{
    public DatabaseProblem Problem { get; } = problem;
}
