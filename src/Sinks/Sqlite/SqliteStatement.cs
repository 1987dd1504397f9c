using SQLitePCL;

namespace Glip.Sinks;

/// <summary>A prepared statement: bind every parameter in order, then run it or read its rows.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt statement)
    {
        _database = database;
        _statement = statement;
    }

    public SqliteStatement Bind(long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public SqliteStatement Bind(string value)
    {
        _database.Check(raw.sqlite3_bind_text(_statement, ++_bound, value));
        return this;
    }

    /// <summary>Binds a text that is UTF-8 already.</summary>
    public SqliteStatement Bind(ReadOnlySpan<byte> text)
    {
        _database.Check(raw.sqlite3_bind_text(_statement, ++_bound, text));
        return this;
    }

    /// <summary>Binds the columns of another statement's present row, which hold numbers and texts.</summary>
    public SqliteStatement BindRow(SqliteStatement row)
    {
        for (var column = 0; column < raw.sqlite3_column_count(row._statement); column++)
        {
            _ = raw.sqlite3_column_type(row._statement, column) == raw.SQLITE_INTEGER ? Bind(row.Long(column)) : Bind(row.Text(column));
        }

        return this;
    }

    /// <summary>Runs it to its end; rows are left.</summary>
    public void Run() => Each(static _ => { });

    /// <summary>Takes row after row; those meanwhile leave this statement alone.</summary>
    public void Each(Action<SqliteStatement> take)
    {
        try
        {
            while (Step())
            {
                take(this);
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Reads all rows before anything else is done with the database.</summary>
    public List<T> List<T>(Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        Each(row => rows.Add(read(row)));
        return rows;
    }

    /// <summary>The first row; <paramref name="otherwise"/> without one.</summary>
    public T First<T>(Func<SqliteStatement, T> read, T otherwise)
    {
        try
        {
            return Step() ? read(this) : otherwise;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first column of the first row; 0 without one, and for null.</summary>
    public long Number() => First(static row => row.Long(0), 0);

    /// <summary>A column of the present row, from 0.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc cref="Long"/>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A text column as UTF-8.</summary>
    public byte[] Utf8(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    /// <summary>Makes it ready for the next use. An error of the last one was told when it happened.</summary>
    internal void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_statement);
    }

    private bool Step() => _database.Check(raw.sqlite3_step(_statement)) == raw.SQLITE_ROW;
}
