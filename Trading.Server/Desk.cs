using Trading.Opening;
using Trading.Server.Storage;

namespace Trading.Server;

/// <summary>An aggregate as functions: what the desk needs to know of it, and nothing of what it means.</summary>
/// <param name="Streams">The streams that its events lie in.</param>
/// <param name="Initial">State before the first event.</param>
/// <param name="Decide">What a command leads to.</param>
/// <param name="Evolve">The state after an event.</param>
/// <param name="Seal">The event, which happens to that state, as it is stored at its height: stream, type, bytes, leaf
/// and salt. Asks for the height of the stream.</param>
/// <param name="Decode">The event behind stored bytes.</param>
public sealed record Aggregate<TState, TCommand, TEvent>(
    IReadOnlyList<string> Streams,
    TState Initial,
    Func<TState, TCommand, Decision<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve,
    Func<TState, TEvent, Func<string, long>, (string Stream, NewEvent Event)> Seal,
    Func<StoredEvent, TEvent> Decode
);

/// <summary>
/// What became of a command: its events with the height that the last one has in its stream (-1 without events), or the
/// refusal.
/// </summary>
public sealed record Answer<TState, TEvent>(TState State, IReadOnlyList<TEvent> Events, long Height, Refusal? Refusal)
{
    internal Func<string, long> HeadOf { get; init; } = static _ => 0;

    public bool IsAccepted => Refusal is null;
}

/// <summary>
/// The shell of an aggregate. Commands that come while the disk is busy wait together; each is decided on the state
/// that the one before it left, all their events are appended in one commit, and only then anybody is answered. The
/// folded state is a cache: when the log says that it is stale, or fails with unknown outcome, it is thrown away,
/// everything is read again and the same commands are decided again, which is harmless because saying it twice is.
/// </summary>
public sealed class Desk<TState, TCommand, TEvent>(IEventLog log, Aggregate<TState, TCommand, TEvent> aggregate)
    where TState : class
{
    private const int MostAttempts = 3;
    private const int PageEvents = 1_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> heads = new(StringComparer.Ordinal);
    private List<Waiting> queue = [];
    private bool working;
    private volatile TState? folded;

    /// <summary>
    /// Sends a wish; the answer comes when it is durable. Throws when the log fails again and again, or is corrupt.
    /// </summary>
    public Task<Answer<TState, TEvent>> SendAsync(TCommand command) => Enqueue(new Waiting(command, isWish: true));

    /// <summary>
    /// The state as far as it is durable. Behind a commit that is under way it waits for that commit: the log wakes
    /// readers before the commit's answer comes back here, and whoever was woken must not see the state from before.
    /// </summary>
    public async ValueTask<TState> ReadAsync()
    {
        lock (gate)
            if (!working && folded is { } state)
                return state;
        return (await Enqueue(new Waiting(default!, isWish: false))).State;
    }

    /// <summary>The state, and the length of one of its streams at that state.</summary>
    public async ValueTask<(TState State, long Head)> ReadWithHeadAsync(string stream)
    {
        var read = await Enqueue(new Waiting(default!, isWish: false));
        return (read.State, read.HeadOf(stream));
    }

    private Task<Answer<TState, TEvent>> Enqueue(Waiting waiting)
    {
        lock (gate)
        {
            queue.Add(waiting);
            if (working)
                return waiting.Task;
            working = true;
        }
        _ = Task.Run(WorkAsync);
        return waiting.Task;
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (gate)
            {
                working = queue.Count > 0;
                if (!working)
                    return;
                (batch, queue) = (queue, []);
            }
            try
            {
                await CommitAsync(batch);
            }
            // whatever it was, those who wait hear of it and the next batch starts from what is stored
            catch (Exception failure)
            {
                Forget();
                foreach (var waiting in batch)
                    waiting.TrySetException(failure);
            }
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            var draft = new Draft(aggregate, await FoldAsync(), heads);
            foreach (var waiting in batch)
                waiting.Answer = waiting.IsWish ? draft.Decide(waiting.Command) : draft.Answer();
            if (await TryAppendAsync(draft, attempt == MostAttempts))
            {
                folded = draft.State;
                foreach (var (stream, head) in draft.Heads)
                    heads[stream] = head;
                foreach (var waiting in batch)
                    waiting.TrySetResult(waiting.Answer!);
                return;
            }
            Forget();
        }
    }

    private async Task<bool> TryAppendAsync(Draft draft, bool isLast)
    {
        if (draft.Appends.Count == 0)
            return true;
        try
        {
            var outcome = await log.AppendAsync(draft.Appends);
            return outcome is Appended
                || (isLast ? throw new LogFailedException($"The stream keeps moving: {outcome}", null) : false);
        }
        catch (LogFailedException) when (!isLast)
        {
            return false;
        }
    }

    private async Task<TState> FoldAsync()
    {
        if (folded is { } state)
            return state;
        state = aggregate.Initial;
        heads.Clear();
        for (long behind = 0; ; )
        {
            var page = await log.ReadTogetherAsync(aggregate.Streams, behind, PageEvents);
            foreach (var stored in page)
            {
                state = aggregate.Evolve(state, aggregate.Decode(stored));
                heads[stored.Stream] = stored.Height + 1;
            }
            if (page.Count < PageEvents)
                return folded = state;
            behind = page[^1].Position;
        }
    }

    private void Forget()
    {
        folded = null;
        heads.Clear();
    }

    private sealed class Waiting(TCommand command, bool isWish)
        : TaskCompletionSource<Answer<TState, TEvent>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TCommand Command { get; } = command;
        public bool IsWish { get; } = isWish;
        public Answer<TState, TEvent>? Answer { get; set; }
    }

    /// <summary>The commands of one commit, decided one after the other on a state of their own.</summary>
    private sealed class Draft(
        Aggregate<TState, TCommand, TEvent> aggregate,
        TState state,
        IReadOnlyDictionary<string, long> heads
    )
    {
        private readonly Dictionary<string, List<NewEvent>> appends = new(StringComparer.Ordinal);

        public TState State { get; private set; } = state;

        public Dictionary<string, long> Heads { get; } = new(heads, StringComparer.Ordinal);

        public IReadOnlyList<StreamAppend> Appends =>
            [
                .. appends.Select(append => new StreamAppend(
                    append.Key,
                    Heads[append.Key] - append.Value.Count,
                    append.Value
                )),
            ];

        public Answer<TState, TEvent> Answer() =>
            new(State, [], -1, null)
            {
                HeadOf = new Dictionary<string, long>(Heads, StringComparer.Ordinal).GetValueOrDefault,
            };

        public Answer<TState, TEvent> Decide(TCommand command)
        {
            var decision = aggregate.Decide(State, command);
            long height = -1;
            foreach (var item in decision.Events)
                height = Add(item);
            return new Answer<TState, TEvent>(State, decision.Events, height, decision.Refusal);
        }

        private long Add(TEvent item)
        {
            var (stream, sealedEvent) = aggregate.Seal(State, item, name => Heads.GetValueOrDefault(name));
            if (!appends.TryGetValue(stream, out var events))
                appends[stream] = events = [];
            events.Add(sealedEvent);
            var height = Heads.GetValueOrDefault(stream);
            Heads[stream] = height + 1;
            State = aggregate.Evolve(State, item);
            return height;
        }
    }
}
