using Microsoft.Data.Sqlite;

namespace Trading.Server.Storage;

/// <summary>
/// Group commit: one thread takes every append that waits, writes all of them in one transaction and answers all of
/// them after one flush of the disk. While the disk works, the next group gathers; nobody ever waits for a timer.
/// </summary>
internal sealed class SqliteLogWriter : IAsyncDisposable
{
    private const int MostAppendsPerCommit = 16_384;
    private readonly SqliteConnection connection;
    private readonly SqliteLogStatements statements;
    private readonly Action<IReadOnlyDictionary<string, long>> announce;
    private readonly Dictionary<string, (long Id, long Head)> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> grown = new(StringComparer.Ordinal);
    private readonly Thread thread;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0, 1);
    private List<Waiting> queue = [];
    private bool ended;

    public SqliteLogWriter(SqliteFile file, Action<IReadOnlyDictionary<string, long>> announce)
    {
        connection = file.Open();
        statements = new SqliteLogStatements(connection);
        this.announce = announce;
        thread = new Thread(Run) { Name = "log writer", IsBackground = true };
        thread.Start();
    }

    public ValueTask<AppendOutcome> Send(IReadOnlyList<StreamAppend> appends)
    {
        var waiting = new Waiting(appends);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            queue.Add(waiting);
            if (queue.Count == 1)
                work.Release();
        }
        return new(waiting.Task);
    }

    public static long HeadOf(SqliteConnection connection, string stream) =>
        (long)
            connection.Ask(
                "SELECT coalesce(max(height) + 1, 0) FROM events WHERE stream = (SELECT id FROM streams WHERE "
                    + "name = $stream)",
                ("$stream", stream)
            )!;

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (ended)
                return;
            ended = true;
            if (queue.Count == 0)
                work.Release();
        }
        await Task.Run(thread.Join);
        statements.Dispose();
        connection.Dispose();
        work.Dispose();
    }

    private void Run()
    {
        for (var spare = new List<Waiting>(); ; spare.Clear())
        {
            work.Wait();
            List<Waiting> group;
            lock (gate)
            {
                if (queue.Count == 0)
                    return;
                (group, queue) = (queue, spare);
                if (ended)
                    work.Release(); // come back once more, find nothing, end
            }
            foreach (var part in group.Chunk(MostAppendsPerCommit))
                Commit(part);
            spare = group;
        }
    }

    private void Commit(Waiting[] group)
    {
        try
        {
            statements.Begin();
            foreach (var waiting in group)
                waiting.Outcome = Write(waiting.Appends);
            statements.Commit();
        }
        catch (SqliteException failure)
        {
            Forget();
            foreach (var waiting in group)
                waiting.TrySetException(new LogFailedException("The log could not be written", failure));
            return;
        }
        if (grown.Count > 0)
            announce(grown.ToDictionary(stream => stream, stream => known[stream].Head, StringComparer.Ordinal));
        grown.Clear();
        foreach (var waiting in group)
            waiting.TrySetResult(waiting.Outcome!);
    }

    private AppendOutcome Write(IReadOnlyList<StreamAppend> appends)
    {
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var append in appends)
        {
            if (!heads.TryGetValue(append.Stream, out var head))
                head = Find(append.Stream).Head;
            if (head != append.Expected)
                return new Conflict(append.Stream, append.Expected, head);
            heads[append.Stream] = head + append.Events.Count;
        }
        long position = 0;
        foreach (var append in appends.Where(append => append.Events.Count > 0))
            position = Write(append);
        return new Appended(position);
    }

    private long Write(StreamAppend append)
    {
        var (id, head) = Find(append.Stream);
        if (id == 0)
            id = statements.AddStream(append.Stream);
        foreach (var item in append.Events)
            statements.AddEvent(id, head++, item);
        known[append.Stream] = (id, head);
        grown.Add(append.Stream);
        return statements.LastPosition;
    }

    private (long Id, long Head) Find(string stream)
    {
        if (known.TryGetValue(stream, out var found))
            return found;
        var id = (long?)connection.Ask("SELECT id FROM streams WHERE name = $name", ("$name", stream)) ?? 0;
        return known[stream] = (id, id == 0 ? 0 : HeadOf(connection, stream));
    }

    /// <summary>
    /// After a failure nothing that this thread remembers may be believed: the next group reads the heads again.
    /// </summary>
    private void Forget()
    {
        known.Clear();
        grown.Clear();
        statements.RollBack();
    }

    private sealed class Waiting(IReadOnlyList<StreamAppend> appends)
        : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public IReadOnlyList<StreamAppend> Appends { get; } = appends;
        public AppendOutcome? Outcome { get; set; }
    }
}
