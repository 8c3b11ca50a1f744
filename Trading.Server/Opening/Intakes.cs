using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>What is due of the intakes of one session, from the certified lock to the freeze.</summary>
public sealed class Intakes(
    string session,
    Desks desks,
    SessionTeller teller,
    Commits commits,
    Arrivals arrivals,
    Standstills standstills,
    Heads heads,
    Clock clock,
    ILogger<Intakes> logger
)
{
    /// <summary>A COMMIT that its own request has not finished for so long is finished here.</summary>
    private const long OrphanMicros = 2_000_000;
    private const long SoonMicros = 50_000;

    // Lots are served side by side.
    private readonly ConcurrentDictionary<string, bool> unreadable = new(StringComparer.Ordinal);
    private bool recovered;

    /// <summary>
    /// Opens the intake of a certified lock, finishes COMMITs, seals ticks and signs their heads. Whether the intake is
    /// open its own stream says, so nothing is remembered here; a lot whose stream cannot be read holds up no other.
    /// </summary>
    public async Task<long?> ReceiveAsync(Session.Running running, Lot.Intake lot)
    {
        var desk = desks.Intake(session, lot.Terms.Lot);
        if (await desk.ReadAsync() is IntakeState.Closed)
            teller.Log(await desks.OpenIntakeAsync(running, lot));
        long? next = null;
        var agenda = Due.Of(await desk.ReadAsync(), clock.Now);
        foreach (var work in agenda.Works)
        {
            if (work is DueWork.FinishCommits)
                next = Earlier(next, await FinishCommitsAsync(lot.Terms.Lot));
            if (work is DueWork.SealTick tick)
                next = Earlier(next, await SealAsync(lot, tick));
        }
        if (await desk.ReadAsync() is IntakeState.Receiving { NextTick: > 0 } receiving)
            await heads.SignIntakeAsync(session, lot.Terms.Lot, receiving.NextTick);
        return Earlier(next, agenda.NextAt);
    }

    /// <summary>Freezes a lot once its intake is drained.</summary>
    public async Task<long?> FreezeAsync(Lot.Intake lot)
    {
        var id = lot.Terms.Lot;
        // Its drain may have told of a standstill just now.
        if (
            await desks.Session(session).ReadAsync() is Session.Running now
            && Due.FreezeAt(now, lot.Policy) is var at
            && at > clock.Now
        )
            return at;
        if (await desks.Intake(session, id).ReadAsync() is not IntakeState.Drained drained)
            return clock.Now + SoonMicros;
        await heads.SignIntakeAsync(session, id, drained.Last.NextTick);
        var root = await heads.RootAsync(Names.IntakeStream(session, id), drained.Last.NextTick);
        var freeze = new Freeze(clock.Now, id, drained.Last.NextTick, root, drained.Last.Accepted, drained.Live.Count);
        if (await teller.TellAsync(freeze))
            logger.LogInformation("{Session}/{Lot}: frozen at {Size} ticks", session, id, drained.Last.NextTick);
        return null;
    }

    /// <summary>
    /// What the process before this one left unfinished is finished; from now on a COMMIT's own request comes first.
    /// </summary>
    public void EndRecovery() => recovered = true;

    /// <summary>The earlier of two instants; null is never.</summary>
    public static long? Earlier(long? one, long? other) =>
        one is null ? other
        : other is null ? one
        : Math.Min(one.Value, other.Value);

    // A request that is still alive finishes its own COMMIT; this is for those whose request died, with the process or
    // alone.
    private async Task<long?> FinishCommitsAsync(string lot)
    {
        if (await desks.Intake(session, lot).ReadAsync() is not IntakeState.Receiving receiving)
            return null;
        foreach (var (commit, arrival) in receiving.Stamped)
            if (!recovered || clock.Now - arrival > OrphanMicros || clock.Now > receiving.Policy.CloseAt)
                await FinishAsync(commit, lot);
        return clock.Now + OrphanMicros;
    }

    // It arrived in time and is neither dropped nor taken unread: it waits, and the drain with it, until the file is
    // back. Nothing else waits; and the line names no file, which would tell whose bid it is.
    private async Task FinishAsync(string commit, string lot)
    {
        try
        {
            await commits.FinishAsync(commit, session, lot);
            unreadable.TryRemove(commit, out _);
        }
        catch (Exception damaged) when (damaged is IOException or WireException or UnauthorizedAccessException)
        {
            if (unreadable.TryAdd(commit, true))
                logger.LogError(
                    "{Session}/{Lot}: a file under uploads/ cannot be read ({Cause}); the lot is not drained until it "
                        + "is put back from a copy",
                    session,
                    lot,
                    damaged.GetType().Name
                );
        }
    }

    private async Task<long?> SealAsync(Lot lot, DueWork.SealTick tick)
    {
        // A COMMIT that arrived in time but has no stamp yet must not find the door shut.
        if (tick.Drain && !(await standstills.AreSettledAsync(session, lot.Policy) && arrivals.AreStamped(lot.Policy)))
            return clock.Now + SoonMicros;
        var sealedTick = await desks
            .Intake(session, lot.Terms.Lot)
            .SendAsync(new SealTick(clock.Now, tick.Tick, RandomNumberGenerator.GetBytes(SlotTree.SeedBytes)));
        if (sealedTick.Refusal is { Reason: Reason.DrainUnfinished })
            return clock.Now + SoonMicros;
        teller.Log(sealedTick.Refusal);
        return null;
    }
}
