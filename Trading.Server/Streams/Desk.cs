using Trading.Server.Storage;

namespace Trading.Server.Streams;

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
/// folded state is a cache: when the log says that its streams grew by another's hand, the desk folds on from where it
/// stands. Only after a failure with unknown outcome it is thrown away and everything is read again. Commands that met
/// either are decided again, which is harmless because saying it twice is.
/// </summary>
public sealed class Desk<TState, TCommand, TEvent>
    where TState : class
{
    private const int MostAttempts = 3;
    private const int PageEvents = 1_000;
    private readonly IEventLog log;
    private readonly Aggregate<TState, TCommand, TEvent> aggregate;
    private readonly Lock gate = new();

    // What the log told, and what is folded of it; both under the gate.
    private readonly Dictionary<string, long> told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> heads = new(StringComparer.Ordinal);
    private List<Waiting> queue = [];
    private bool working;
    private TState? folded;

    // Position of the last event folded. The worker's alone.
    private long position;

    /// <param name="log">Where the aggregate's streams lie.</param>
    /// <param name="growth">Tells when they grow; it lives as long as the desk.</param>
    /// <param name="aggregate">The aggregate.</param>
    public Desk(IEventLog log, Growth growth, Aggregate<TState, TCommand, TEvent> aggregate)
    {
        (this.log, this.aggregate) = (log, aggregate);
        foreach (var stream in aggregate.Streams)
            growth.Follow(stream, Notice);
    }

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
            if (!working && folded is { } state && !IsBehind(heads))
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
                foreach (var waiting in batch)
                    waiting.TrySetResult(waiting.Answer!);
                return;
            }
        }
    }

    private async Task<bool> TryAppendAsync(Draft draft, bool isLast)
    {
        if (draft.Appends.Count == 0)
            return true;
        try
        {
            switch (await log.AppendAsync(draft.Appends))
            {
                case Appended appended:
                    Keep(draft.State, draft.Heads, appended.Position);
                    return true;
                case Conflict conflict when !isLast:
                    if (conflict.Head > conflict.Expected)
                        Notice(conflict.Stream, conflict.Head);
                    else
                        Forget(); // less than was folded: nothing that this desk remembers may be believed
                    return false;
                case var outcome:
                    throw new LogFailedException($"The stream keeps moving: {outcome}", null);
            }
        }
        catch (LogFailedException) when (!isLast)
        {
            Forget();
            return false;
        }
    }

    private async Task<TState> FoldAsync()
    {
        TState state;
        Dictionary<string, long> reached;
        lock (gate)
        {
            if (folded is not null && !IsBehind(heads))
                return folded;
            (state, reached) = (folded ?? aggregate.Initial, new(heads, StringComparer.Ordinal));
        }
        var isFromStart = position == 0;
        while (true)
        {
            var page = await log.ReadTogetherAsync(aggregate.Streams, position, PageEvents);
            if (page.Count == 0 && (isFromStart || !IsToldMore(reached)))
                break;
            if (page.Count == 0 || !Follows(page, reached))
            {
                if (isFromStart)
                    throw new CorruptEventException(page[0].Type, "a stream of the log has a gap");
                // Another's event lies before one of ours that is folded already: only the start gives the right order.
                Forget();
                (isFromStart, state, reached) = (true, aggregate.Initial, new(StringComparer.Ordinal));
                continue;
            }
            foreach (var stored in page)
                state = aggregate.Evolve(state, aggregate.Decode(stored));
            position = page[^1].Position;
            if (page.Count < PageEvents && !IsToldMore(reached))
                break;
        }
        Keep(state, reached, position);
        return state;
    }

    // Whether each event has the next height of its stream; counts them into what is reached.
    private static bool Follows(IReadOnlyList<StoredEvent> page, Dictionary<string, long> reached)
    {
        foreach (var stored in page)
        {
            if (stored.Height != reached.GetValueOrDefault(stored.Stream))
                return false;
            reached[stored.Stream] = stored.Height + 1;
        }
        return true;
    }

    private bool IsToldMore(Dictionary<string, long> reached)
    {
        lock (gate)
            return IsBehind(reached);
    }

    // Under the gate.
    private bool IsBehind(Dictionary<string, long> reached)
    {
        foreach (var (stream, head) in told)
            if (head > reached.GetValueOrDefault(stream))
                return true;
        return false;
    }

    private void Keep(TState state, Dictionary<string, long> reached, long at)
    {
        lock (gate)
        {
            folded = state;
            foreach (var (stream, head) in reached)
                heads[stream] = head;
        }
        position = at;
    }

    private void Notice(string stream, long head)
    {
        lock (gate)
            told[stream] = Math.Max(head, told.GetValueOrDefault(stream));
    }

    private void Forget()
    {
        lock (gate)
        {
            folded = null;
            heads.Clear();
        }
        position = 0;
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
        // Runs of one stream each: positions in the log follow the order in which events were decided, so that whoever
        // folds them later meets them as they happened.
        private readonly List<(string Stream, long Expected, List<NewEvent> Events)> appends = [];

        public TState State { get; private set; } = state;

        public Dictionary<string, long> Heads { get; } = new(heads, StringComparer.Ordinal);

        public IReadOnlyList<StreamAppend> Appends =>
            [.. appends.Select(append => new StreamAppend(append.Stream, append.Expected, append.Events))];

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
            var height = Heads.GetValueOrDefault(stream);
            if (appends.Count == 0 || appends[^1].Stream != stream)
                appends.Add((stream, height, []));
            appends[^1].Events.Add(sealedEvent);
            Heads[stream] = height + 1;
            State = aggregate.Evolve(State, item);
            return height;
        }
    }
}
