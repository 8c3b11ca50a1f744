using System.Collections.Immutable;
using Trading.Crypto;

namespace Trading.Opening.Deciders;

/// <summary>
/// What may happen next in the intake of one lot. A COMMIT is stamped first, so that its arrival is durable before any
/// work; what takes long afterwards never makes a bid late. Source: docs/spec/feed.md, "Intake".
/// </summary>
public static class IntakeDecider
{
    /// <summary>
    /// Events that fulfil the command (none when it is already fulfilled), or a refusal with its rule.
    /// </summary>
    public static Decision<IntakeEvent> Decide(IntakeState state, IntakeCommand command) =>
        (state, command) switch
        {
            (IntakeState.Closed, OpenIntake c) => IntakeSteps.Open(c),
            (IntakeState.Receiving s, OpenIntake c) => IntakeSteps.OpenAgain(s, c),
            (IntakeState.Drained { Last: var s }, OpenIntake c) => IntakeSteps.OpenAgain(s, c),

            (IntakeState.Receiving s, StampCommit c) => IntakeSteps.Stamp(s, c),
            (IntakeState.Drained { Last: var s }, StampCommit c) => IntakeSteps.StampTooLate(s, c),
            (IntakeState.Receiving s, AcceptCommit c) => AcceptSteps.Accept(s, c),
            (IntakeState.Drained { Last: var s }, AcceptCommit c) => AcceptSteps.Accept(s, c),
            (IntakeState.Receiving s, RefuseCommit c) => IntakeSteps.Refuse(s, c),
            (IntakeState.Drained { Last: var s }, RefuseCommit c) => IntakeSteps.Refuse(s, c),

            (IntakeState.Receiving s, SealTick c) => IntakeSteps.Seal(s, c),
            (IntakeState.Drained { Last: var s }, SealTick c) => IntakeSteps.SealAgain(s, c),

            _ => IntakeSteps.NotOpen(),
        };

    /// <summary>
    /// Why a withdrawal that arrived at this instant would be refused as the intake stands; null when it would be
    /// accepted. Asked before anything is stamped: a statement that would be refused leaves no trace.
    /// </summary>
    public static Refusal? Foresee(IntakeState.Receiving state, Withdrawal withdrawal, long arrival) =>
        AcceptSteps.CheckWithdrawal(
            state,
            Suite.Find(state.Policy.Suite)!,
            withdrawal,
            Math.Max(arrival, state.OpenedAt)
        );

    /// <summary>
    /// What a withdrawal is told that comes after the deadline while the intake is not drained: why it would have been
    /// refused anyway, or that it is too late for one and too early for a revocation. Nothing is recorded.
    /// </summary>
    public static Refusal ForeseeLate(IntakeState.Receiving state, Withdrawal withdrawal) =>
        Foresee(state, withdrawal, long.MaxValue) ?? FreezeSteps.RevokeBeforeFreeze;

    /// <summary>
    /// Why a withdrawal after the deadline revokes no bid of the drained intake; null when it is signed by the key of a
    /// live one. Which revision it names, the session's decider asks.
    /// </summary>
    public static Refusal? ForeseeRevocation(IntakeState.Drained state, Withdrawal withdrawal) =>
        AcceptSteps.CheckOwner(state.Last, Suite.Find(state.Last.Policy.Suite)!, withdrawal);

    /// <summary>
    /// The state after an event. An event that does not follow from the state is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static IntakeState Evolve(IntakeState state, IntakeEvent happened) =>
        (state, happened) switch
        {
            (IntakeState.Closed, IntakeOpened e) => Opened(e),
            (IntakeState.Receiving s, CommitStamped e) => Stamped(s, e, IntakeState.Key(e.Commit)),
            (IntakeState.Receiving s, EntryAccepted e) => Accepted(s, e, IntakeState.Key(e.Commit)),
            (IntakeState.Receiving s, EntryRefused e) => s with
            {
                Stamped = s.Stamped.Remove(IntakeState.Key(e.Commit)),
                Done = s.Done.SetItem(IntakeState.Key(e.Commit), new Outcome(null, 0)),
            },
            (IntakeState.Receiving s, TickSealed e) when e.Tick == s.NextTick => Sealed(s, e),
            _ => throw new CorruptEventException(
                happened.GetType().Name,
                $"does not follow from {state.GetType().Name}"
            ),
        };

    /// <summary>The state after all events of a lot's intake in the order of the log, from nothing.</summary>
    internal static IntakeState Fold(IEnumerable<IntakeEvent> events) =>
        events.Aggregate((IntakeState)new IntakeState.Closed(), Evolve);

    private static IntakeState.Receiving Opened(IntakeOpened e)
    {
        if (!LockPolicyCodec.TryParse(e.Policy, out var policy, out var problem))
            throw new CorruptEventException(nameof(IntakeOpened), $"the policy: {problem}");
        return new IntakeState.Receiving(
            e.Session,
            policy,
            e.LockId,
            e.At,
            ImmutableDictionary<string, long>.Empty,
            [],
            ImmutableDictionary<string, Outcome>.Empty,
            ImmutableDictionary<string, Submission>.Empty,
            0,
            0,
            e.LateRule
        );
    }

    // A refused COMMIT that is sent again is a new COMMIT with a new arrival.
    private static IntakeState.Receiving Stamped(IntakeState.Receiving s, CommitStamped e, string key) =>
        s with
        {
            Stamped = s.Stamped.SetItem(key, e.Arrival),
            Done = s.Done.Remove(key),
        };

    private static IntakeState.Receiving Accepted(IntakeState.Receiving s, EntryAccepted e, string key)
    {
        var id = StatementFacts.Read(e.Entry).Submission;
        return s with
        {
            Stamped = s.Stamped.Remove(key),
            Done = s.Done.SetItem(key, new Outcome(e.Entry, e.SizeBytes)),
            Waiting = s.Waiting.Insert(PlaceOf(s.Waiting, e.Entry.Arrival), new WaitingEntry(e.Entry, TickOf(s, e))),
            Submissions = s.Submissions.SetItem(id, Submission.After(s.Submissions.GetValueOrDefault(id), e.Entry)),
            Accepted = s.Accepted + 1,
        };
    }

    // A clock that was set back between the two leaves the later instant: no entry stands in a tick that was due before
    // it arrived.
    private static long TickOf(IntakeState.Receiving s, EntryAccepted e) =>
        Math.Max(s.NextTick, s.Schedule.IndexAt(Math.Max(e.At, e.Entry.Arrival)));

    // Behind all that arrived no later: work may finish out of order, the queue keeps the order of arrival.
    private static int PlaceOf(ImmutableList<WaitingEntry> waiting, long arrival)
    {
        var (low, high) = (0, waiting.Count);
        if (high == 0 || waiting[high - 1].Entry.Arrival <= arrival)
            return high;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (waiting[middle].Entry.Arrival <= arrival)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static IntakeState Sealed(IntakeState.Receiving s, TickSealed e)
    {
        var taken = s.TakenBy(e.Tick, e.Drain);
        if (taken.Count != e.Entries.Count)
            throw new CorruptEventException(
                nameof(TickSealed),
                $"{e.Entries.Count} entries, where {taken.Count} were due"
            );
        var next = s with { Waiting = Without(s, e), NextTick = s.NextTick + 1 };
        if (!e.Drain)
            return next;
        return next.Stamped.IsEmpty
            ? new IntakeState.Drained(next)
            : throw new CorruptEventException(nameof(TickSealed), "the drain left something behind");
    }

    private static ImmutableList<WaitingEntry> Without(IntakeState.Receiving s, TickSealed e)
    {
        if (e.Drain)
            return [];
        return s.Policy.SlotForm == SlotForm.Dense
            ? s.Waiting.RemoveRange(0, e.Entries.Count)
            : s.Waiting.RemoveAll(w => w.Tick <= e.Tick);
    }
}
