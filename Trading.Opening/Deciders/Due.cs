namespace Trading.Opening.Deciders;

/// <summary>
/// A piece of work that time or state makes due. The worker does it, again after a restart if it did not finish; all of
/// them are harmless to repeat.
/// </summary>
/// <param name="Lot">The lot; empty where the work is the session's.</param>
public abstract record DueWork(string Lot)
{
    /// <summary>
    /// The key ceremony runs: relay the trustees' messages and certify the lock when all have signed.
    /// </summary>
    public sealed record RunCeremony(string Lot) : DueWork(Lot);

    /// <summary>The deadline came before a lock: end the ceremony (<see cref="FailCeremony"/>).</summary>
    public sealed record AbandonCeremony(string Lot) : DueWork(Lot);

    /// <summary>
    /// The deadline has passed: freeze (<see cref="Freeze"/>) as soon as the intake is
    /// <see cref="IntakeState.Drained"/>.
    /// </summary>
    public sealed record FreezeIntake(string Lot) : DueWork(Lot);

    /// <summary>
    /// Fewer submissions than the rule asks for, cosigned by t: <see cref="Sessions.FailLot"/>.
    /// </summary>
    public sealed record FailFewSubmitted(string Lot) : DueWork(Lot);

    /// <summary>t partial openings are verified: open every bid in memory, then <see cref="OpenAll"/>.</summary>
    public sealed record OpenBids(string Lot) : DueWork(Lot);

    /// <summary>
    /// The session is concluded: keep the opening record ready for the host, whose signature alone can seal it
    /// (<see cref="Sessions.SealRecord"/>).
    /// </summary>
    public sealed record SealRecord() : DueWork("");

    /// <summary>
    /// COMMITs are stamped and unfinished: accept or refuse each (<see cref="IntakeState.Receiving.Stamped"/>).
    /// </summary>
    public sealed record FinishCommits(string Lot) : DueWork(Lot);

    /// <summary>A tick of the intake: <see cref="Intakes.SealTick"/> with a fresh seed.</summary>
    /// <param name="Lot">The lot.</param>
    /// <param name="Tick">Its index.</param>
    /// <param name="Drain">Whether it is the last.</param>
    public sealed record SealTick(string Lot, long Tick, bool Drain) : DueWork(Lot);
}

/// <summary>What is due now, and when to ask again if nothing happens before.</summary>
/// <param name="Works">In the order in which they should be done.</param>
/// <param name="NextAt">UTC microseconds of the next instant that makes something due, or null when only an event
/// can.</param>
public sealed record Agenda(IReadOnlyList<DueWork> Works, long? NextAt);

/// <summary>
/// What time or state makes due. Answering, confirming and concluding are persons' work and never due.
/// </summary>
public static class Due
{
    /// <summary>What a session asks for at the instant (UTC microseconds).</summary>
    public static Agenda Of(Session session, long now)
    {
        if (session is Session.Concluded)
            return new Agenda([new DueWork.SealRecord()], null);
        if (session is not Session.Running running)
            return new Agenda([], null);
        var works = new List<DueWork>();
        long? next = null;
        foreach (var lot in running.Lots.Values)
        {
            if (Of(running, lot, now) is { } work)
                works.Add(work);
            if (lot is Lot.Ceremony or Lot.Intake && NextOf(running, lot, now) is { } at)
                next = Math.Min(next ?? long.MaxValue, at);
        }
        return new Agenda(works, next);
    }

    /// <summary>
    /// What an intake asks for at the instant (UTC microseconds): every missed tick in its order, so that after a
    /// restart the tree is as tall as if nothing had happened. The drain waits until no COMMIT is unfinished.
    /// </summary>
    public static Agenda Of(IntakeState intake, long now)
    {
        if (intake is not IntakeState.Receiving receiving)
            return new Agenda([], null);
        var (schedule, lot) = (receiving.Schedule, receiving.Policy.Lot);
        var works = new List<DueWork>();
        if (!receiving.Stamped.IsEmpty)
            works.Add(new DueWork.FinishCommits(lot));
        var until = schedule.CountUntil(now);
        for (var tick = receiving.NextTick; tick < until; tick++)
        {
            if (tick < schedule.DrainIndex || receiving.Stamped.IsEmpty)
                works.Add(new DueWork.SealTick(lot, tick, tick == schedule.DrainIndex));
        }
        return new Agenda(works, until <= schedule.DrainIndex ? schedule.TickTime(until) : null);
    }

    /// <summary>
    /// The instant from which a lot is due to be frozen, UTC microseconds: its deadline, or later where a standstill
    /// holds it.
    /// </summary>
    public static long FreezeAt(Session.Running session, LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(session);
        return StandstillSteps.FreezeAt(session, policy);
    }

    private static long? NextOf(Session.Running session, Lot lot, long now) =>
        lot.Policy.CloseAt > now ? lot.Policy.CloseAt
        : FreezeAt(session, lot.Policy) is var at && at > now ? at
        : null;

    private static DueWork? Of(Session.Running session, Lot lot, long now) =>
        lot switch
        {
            Lot.Ceremony l when now >= l.Policy.CloseAt => new DueWork.AbandonCeremony(l.Terms.Lot),
            Lot.Ceremony l => new DueWork.RunCeremony(l.Terms.Lot),
            Lot.Intake l when now >= FreezeAt(session, l.Policy) => new DueWork.FreezeIntake(l.Terms.Lot),
            Lot.Frozen l when l.Freeze.ToOpen < l.Policy.Quorum && l.Freeze.Cosignatures.Count >= l.Policy.Threshold =>
                new DueWork.FailFewSubmitted(l.Terms.Lot),
            Lot.Releasing l when l.Partials.Count >= l.Policy.Threshold => new DueWork.OpenBids(l.Terms.Lot),
            _ => null,
        };
}
