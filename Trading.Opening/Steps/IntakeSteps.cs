using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>Opening the intake, stamping arrivals, sealing ticks.</summary>
internal static class IntakeSteps
{
    public const string Rule = "spec:intake";

    public static Decision<IntakeEvent> Open(OpenIntake c)
    {
        if (!LockPolicyCodec.TryParse(c.Policy, out var policy, out var problem))
            return new Refusal(Reason.Malformed, No.Policy, $"The policy is not valid: {problem}.", "read-policy");
        if (policy.Session != c.Session || policy.Lot != c.Lot)
            return new Refusal(Reason.WrongLock, Rule, "The policy is for another session or lot.", "read-policy");
        if (c.LockId.Length != Suite.HashBytes || c.LateRule.Length == 0)
            return new Refusal(Reason.Malformed, Rule, "The lock's id or the rule is missing.", "read-policy");
        return new IntakeOpened(c.Now, c.Session, c.Lot, c.Policy, c.LockId, c.LateRule);
    }

    public static Decision<IntakeEvent> OpenAgain(IntakeState.Receiving s, OpenIntake c) =>
        s.Session == c.Session
        && s.Policy.Lot == c.Lot
        && s.LockId.AsSpan().SequenceEqual(c.LockId)
        && s.LateRule == c.LateRule
        && LockPolicyCodec.ToBytes(s.Policy).AsSpan().SequenceEqual(c.Policy)
            ? Decision<IntakeEvent>.Nothing
            : new Refusal(Reason.Conflict, Rule, "The intake was opened under another lock.", "keep-the-first");

    /// <summary>
    /// An arrival at the deadline is in, a microsecond later is out. A COMMIT stamped again keeps its first time.
    /// </summary>
    public static Decision<IntakeEvent> Stamp(IntakeState.Receiving s, StampCommit c)
    {
        var key = IntakeState.Key(c.Commit);
        if (c.Commit.Length != Suite.HashBytes)
            return new Refusal(Reason.Malformed, Rule, "A COMMIT is named by 32 bytes.", "correct-and-send-again");
        if (s.Stamped.ContainsKey(key) || s.Done.GetValueOrDefault(key) is { Entry: not null })
            return Decision<IntakeEvent>.Nothing;
        if (c.Arrival > s.Policy.CloseAt)
            return Late(s, c.Arrival);
        if (s.Accepted + s.Stamped.Count >= TickSchedule.MostEntries)
            return Full();
        // A clock that was set back makes no arrival before the lock.
        return new CommitStamped(c.Now, c.Commit, Math.Max(c.Arrival, s.OpenedAt));
    }

    public static Decision<IntakeEvent> StampTooLate(IntakeState.Receiving s, StampCommit c) =>
        s.Done.GetValueOrDefault(IntakeState.Key(c.Commit)) is { Entry: not null } ? Decision<IntakeEvent>.Nothing
        : c.Arrival > s.Policy.CloseAt ? Late(s, c.Arrival)
        : new Refusal(
            Reason.TooLate,
            Rule,
            "The arrival was in time, but its stamp came after the drain: the platform's fault.",
            "claim-from-platform"
        );

    public static Decision<IntakeEvent> Refuse(IntakeState.Receiving s, RefuseCommit c)
    {
        var key = IntakeState.Key(c.Commit);
        if (s.Stamped.ContainsKey(key))
            return new EntryRefused(c.Now, c.Commit, c.Refusal);
        return s.Done.GetValueOrDefault(key) switch
        {
            null => NotStamped(),
            { Entry: null } => Decision<IntakeEvent>.Nothing,
            _ => new Refusal(Reason.Conflict, Rule, "The COMMIT was accepted before.", "keep-the-first"),
        };
    }

    public static Decision<IntakeEvent> Seal(IntakeState.Receiving s, SealTick c)
    {
        var schedule = s.Schedule;
        var drain = c.Tick == schedule.DrainIndex;
        if (c.Tick < s.NextTick)
            return SealAgain(s, c);
        if (c.Tick > s.NextTick)
            return new Refusal(Reason.TooEarly, Rule, $"The next tick is {s.NextTick}.", "seal-next-tick");
        if (c.Seed.Length != SlotTree.SeedBytes)
            return new Refusal(Reason.Malformed, Rule, "A seed has 32 bytes.", "correct-and-send-again");
        if (c.Now < schedule.TickTime(c.Tick))
            return new Refusal(Reason.TooEarly, Rule, $"Tick {c.Tick} is not due.", "wait-for-tick");
        if (drain && !s.Stamped.IsEmpty)
            return new Refusal(
                Reason.DrainUnfinished,
                s.LateRule,
                $"{s.Stamped.Count} COMMITs that arrived in time are unfinished.",
                "finish-commits"
            );
        return new TickSealed(c.Now, c.Tick, drain, c.Seed, s.TakenBy(c.Tick, drain));
    }

    public static Decision<IntakeEvent> SealAgain(IntakeState.Receiving s, SealTick c) =>
        c.Tick >= 0 && c.Tick < s.NextTick
            ? Decision<IntakeEvent>.Nothing
            : new Refusal(Reason.NotFound, Rule, "There is no such tick.", "seal-next-tick");

    /// <summary>Of an intake that nothing opened yet: any other knows every command.</summary>
    public static Refusal NotOpen() =>
        new(Reason.WrongPhase, Rule, "This lot has no lock yet and takes no bids.", "wait-for-lock");

    public static Refusal NotStamped() => new(Reason.NotFound, Rule, "No such COMMIT was stamped.", "commit-again");

    public static Refusal Full() =>
        new(Reason.LimitReached, Rule, $"A lot takes at most {TickSchedule.MostEntries} entries.", "tell-the-agent");

    private static Refusal Late(IntakeState.Receiving s, long arrival) =>
        new(
            Reason.TooLate,
            s.LateRule,
            $"Arrival {arrival} is after the deadline {s.Policy.CloseAt} by {arrival - s.Policy.CloseAt} microseconds.",
            "keep-your-copy"
        );
}
