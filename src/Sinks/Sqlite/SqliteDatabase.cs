using SQLitePCL;

namespace Glip.Sinks;

/// <summary>An SQLite database that is open. For use by one thread at a time.</summary>
/// <remarks>Result codes: sqlite.org/rescode.html.</remarks>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _database;

    static SqliteDatabase() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    private SqliteDatabase(string path, sqlite3 database)
    {
        Path = path;
        _database = database;
    }

    public string Path { get; }

    /// <summary>Opens a file, or makes it.</summary>
    /// <exception cref="DatabaseException">It cannot be opened. A damaged file is found out at its first use.</exception>
    public static SqliteDatabase Open(string path)
    {
        var result = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, null);
        var database = new SqliteDatabase(path, handle);
        try
        {
            database.Check(result);
            database.Check(raw.sqlite3_extended_result_codes(handle, 1));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A database that nobody else sees and that goes away with its disposal.</summary>
    public static SqliteDatabase InMemory() => Open(":memory:");

    /// <summary>Runs statements without parameters, separated by semicolons; what they return is left.</summary>
    public void Execute(string script) => Check(raw.sqlite3_exec(_database, script));

    /// <summary>A statement with <c>?</c> for its parameters. It is prepared once and belongs to the database.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_database, sql, out var handle));
            _statements[sql] = statement = new SqliteStatement(this, handle);
        }

        return statement;
    }

    /// <summary>Does all of it or, when it throws, nothing. When it returns, the database has it as safe as its <c>synchronous</c> says.</summary>
    public void InTransaction(Action action)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            action();
            Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _database.Dispose();
    }

    /// <exception cref="DatabaseException">The result is an error that is not our own mistake.</exception>
    internal int Check(int result) => result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE ? result : throw Error(result);

    private Exception Error(int result)
    {
        var found = raw.sqlite3_errmsg(_database).utf8_to_string();
        DatabaseException Because(DatabaseProblem problem, string message) => new(problem, $"cannot use the database '{Path}': {message}");
        return (result & 0xff) switch
        {
            raw.SQLITE_FULL => Because(DatabaseProblem.Full, "the disk is full; expected free space"),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Because(DatabaseProblem.Locked, "another program uses it; expected a file of its own for each program"),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Because(DatabaseProblem.Damaged, $"it is damaged ({found})"),
            raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_NOLFS =>
                Because(DatabaseProblem.Unreachable, $"{found} (code {result}); expected a file that can be read and written"),
            _ => new InvalidOperationException($"SQLite refuses a statement on '{Path}' (code {result}): {found}"),
        };
    }

    /// <summary>Some errors have undone the transaction already; the error itself is the one to tell.</summary>
    private void RollBack()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }

        if (raw.sqlite3_get_autocommit(_database) == 0)
        {
            _ = raw.sqlite3_exec(_database, "ROLLBACK");
        }
    }
}
