using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>The file of an outbox: opening, checking, setting aside.</summary>
internal static class OutboxFile
{
    private const int Version = 2;

    private static readonly string[] s_parts = ["", "-wal", "-shm", "-journal"];

    /// <summary>Opens the file, or makes it, for this program alone: two that gave out numbers would give them twice.</summary>
    /// <exception cref="DatabaseException">It is damaged, of another version, locked, or cannot be used.</exception>
    /// <remarks>
    /// The schema sets <c>synchronous = FULL</c>: with a write-ahead log, each commit is then flushed to the disk. With <c>NORMAL</c> a power cut could take
    /// back the last commits, and numbers that were sent would be given out again.
    /// </remarks>
    public static SqliteDatabase Open(string path)
    {
        var database = SqliteDatabase.Open(path);
        try
        {
            database.Execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT");
            if (database.Statement("PRAGMA user_version").Number() == 0)
            {
                Make(database);
            }

            Check(database);
            database.Execute("PRAGMA synchronous = FULL"); // the connection's, not the file's
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>An outbox that lives as long as the program.</summary>
    public static SqliteDatabase InMemory()
    {
        var database = SqliteDatabase.InMemory();
        database.Execute(Schema());
        return database;
    }

    /// <summary>Gives a file that cannot be used another name, so that it can be looked at.</summary>
    /// <returns>The new name.</returns>
    /// <exception cref="UnavailableException">The folder cannot be changed.</exception>
    public static string SetAside(string path, DatabaseProblem problem, DateTimeOffset now)
    {
        var what = problem == DatabaseProblem.Damaged ? "damaged" : "other-version";
        var target = $"{path}.{what}-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}";
        try
        {
            foreach (var part in s_parts.Where(part => File.Exists(path + part)))
            {
                File.Move(path + part, target + part);
            }

            return target;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw new UnavailableException($"cannot rename the database '{path}', which cannot be used: {e.Message}; expected a folder that can be written", e);
        }
    }

    private static void Make(SqliteDatabase database)
    {
        database.Execute("PRAGMA journal_mode = WAL");
        var tables = Schema().Split('\n').Where(line => !line.StartsWith("PRAGMA journal_mode", StringComparison.Ordinal) && !line.StartsWith("PRAGMA synchronous", StringComparison.Ordinal));
        database.InTransaction(() => database.Execute(string.Join('\n', tables)));
    }

    private static void Check(SqliteDatabase database)
    {
        var version = database.Statement("PRAGMA user_version").Number();
        if (version != Version)
        {
            throw new DatabaseException(DatabaseProblem.OtherVersion, $"the outbox '{database.Path}' is of version {version}; expected version {Version}");
        }

        var found = database.Statement("PRAGMA quick_check(1)").First(static row => row.Text(0), "ok");
        if (found != "ok")
        {
            throw new DatabaseException(DatabaseProblem.Damaged, $"cannot use the database '{database.Path}': it is damaged ({found.ReplaceLineEndings(" ")})");
        }
    }

    private static string Schema()
    {
        using var reader = new StreamReader(typeof(OutboxFile).Assembly.GetManifestResourceStream("outbox.sql")!);
        return reader.ReadToEnd();
    }
}
