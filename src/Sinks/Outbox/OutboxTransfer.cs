namespace Glip.Sinks;

/// <summary>Moves what an outbox holds from one database to another, in a transaction of the latter.</summary>
internal static class OutboxTransfer
{
    /// <summary>Puts numbers, what was discarded and the open events of one database in the place of those of another.</summary>
    public static void CopyLedger(SqliteDatabase from, SqliteDatabase to)
    {
        to.Execute("DELETE FROM skips; DELETE FROM started; DELETE FROM open_events");
        Copy(from, to, "streams", 3, "OR REPLACE ");
        Copy(from, to, "skips", 3);
        Copy(from, to, "open_events", 4);
        Copy(from, to, "started", 2);
    }

    /// <summary>Copies all rows with their places.</summary>
    public static void CopyRows(OutboxStore from, OutboxStore to)
    {
        Copy(from.Database, to.Database, "outbox", 12);
        foreach (var rows in to.Rows)
        {
            OutboxRows.Stored(from.Database, rows.Receiver.Name).ForEach(stored => rows.Count.Add(stored.Stream, stored.Rows, stored.Bytes));
        }
    }

    /// <summary>Sets the place behind which the next row comes.</summary>
    public static void SetLastPosition(SqliteDatabase database, long position)
    {
        database.Execute("DELETE FROM sqlite_sequence WHERE name = 'outbox'");
        database.Statement("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)").Bind(position).Run();
    }

    private static void Copy(SqliteDatabase from, SqliteDatabase to, string table, int columns, string conflict = "")
    {
        var insert = to.Statement($"INSERT {conflict}INTO {table} VALUES ({string.Join(", ", Enumerable.Repeat("?", columns))})");
        from.Statement($"SELECT * FROM {table}").Each(row => insert.BindRow(row).Run());
    }
}
