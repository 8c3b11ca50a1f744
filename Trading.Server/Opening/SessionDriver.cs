using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Opening;

/// <summary>
/// Does what <see cref="Due"/> asks for, for one session. Every piece may be done twice and may be interrupted
/// anywhere: what is left is asked for again. There is no other way in which time or state moves a session.
/// </summary>
public sealed class SessionDriver(
    string session,
    Desks desks,
    Commits commits,
    Arrivals arrivals,
    Standstills standstills,
    Heads heads,
    RelayStore relay,
    PartialDesk partials,
    Records records,
    RecordFiles recordFiles,
    Rereading rereading,
    Platform platform,
    Clock clock,
    ILogger<SessionDriver> logger
)
{
    /// <summary>A COMMIT that its own request has not finished for so long is finished here.</summary>
    private const long OrphanMicros = 2_000_000;
    private static readonly int[] CeremonyRounds = [0, 1, 3];
    private const long SoonMicros = 50_000;
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly HashSet<string> restored = new(StringComparer.Ordinal);
    private bool recovered;
    private bool isRecordReady;

    /// <summary>Whether the record is sealed and the last head is signed: nothing can become due any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Does everything that is due now; the next instant to ask again (UTC microseconds), or null when only an event
    /// can change anything.
    /// </summary>
    public async Task<long?> StepAsync()
    {
        long? next = null;
        var state = await desks.Session(session).ReadAsync();
        if (state is Session.Running running)
        {
            var agenda = Due.Of(running, clock.Now);
            await OpenIntakesAsync(running);
            // Side by side: a lot's few seconds to be seen in time must not pass in the work of others, and what they
            // tell goes into common commits.
            var works = agenda.Works.ToDictionary(work => work.Lot, StringComparer.Ordinal);
            var lots = running
                .Lots.Values.Select(lot => (Lot: lot, Work: works.GetValueOrDefault(lot.Terms.Lot)))
                .Where(lot => lot is { Lot: Lot.Intake } or { Work: not null });
            foreach (var one in await Task.WhenAll(lots.Select(lot => Task.Run(() => DoAsync(lot.Lot, lot.Work)))))
                next = Earlier(next, one);
            next = Earlier(next, agenda.NextAt);
        }
        foreach (var lot in state.Published()?.Lots.Values ?? [])
            await RestoreAsync(lot);
        await heads.SignStreamAsync(Names.SessionStream(session));
        if (Due.Of(state, clock.Now).Works.Any(work => work is DueWork.SealRecord))
            await PrepareRecordAsync();
        (recovered, IsOver) = (true, state is Session.Sealed);
        return next;
    }

    private async Task<long?> DoAsync(Lot lot, DueWork? work)
    {
        var next = lot is Lot.Intake intake ? await IntakeAsync(intake) : null;
        switch (work)
        {
            case null:
                break; // an intake that only receives
            case DueWork.FreezeIntake:
                return Earlier(next, await FreezeAsync((Lot.Intake)lot));
            case DueWork.RunCeremony:
                await CertifyAsync((Lot.Ceremony)lot);
                break;
            case DueWork.AbandonCeremony:
                await TellAsync(new FailCeremony(clock.Now, lot.Terms.Lot, 0, "The deadline came before the lock."));
                break;
            case DueWork.FailFewSubmitted:
                await TellAsync(new FailLot(clock.Now, lot.Terms.Lot));
                break;
            case DueWork.OpenBids:
                await OpenAsync((Lot.Releasing)lot);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(work), work, "work without a way to do it");
        }
        return next;
    }

    // ---- ceremony
    private async Task CertifyAsync(Lot.Ceremony lot)
    {
        var (id, count) = (lot.Terms.Lot, lot.Policy.Trustees.Count);
        // The stream counts what came; a ceremony that waits for somebody costs no look into the relay.
        if (lot.Messages.Count < CeremonyRounds.Length * count)
            return;
        var held = relay.Read(session, id);
        var rounds = CeremonyRounds.Select(held.Round).ToArray();
        if (rounds.Any(messages => messages.Count < count))
            return; // the last one is written in this moment, or is wanted again
        var failure = LockCertificate.TryAssemble(
            lot.Policy.CeremonyParameters(),
            [.. rounds[0].Values],
            [.. rounds[1].Values],
            [.. rounds[2].Values],
            out var certificate
        );
        // No trustee complained, so the platform accuses nobody: what it could not put together it answers for.
        if (failure.Failed)
            await TellAsync(
                new FailCeremony(clock.Now, id, lot.Policy.Version > 1 ? 0 : failure.Accused, failure.Fault.ToString())
            );
        else if (await TellAsync(new CertifyLock(clock.Now, id, certificate!.ToBytes())))
            logger.LogInformation("{Session}/{Lot}: the lock is certified", session, id);
    }

    // Once for each lot while this process lives. Destroying a ceremony rewrites the relay's whole file: once for all
    // lots that were certified meanwhile.
    private async Task OpenIntakesAsync(Session.Running running)
    {
        var lots = running.Lots.Values.OfType<Lot.Intake>().Where(lot => !open.Contains(lot.Terms.Lot)).ToList();
        if (lots.Count == 0)
            return;
        relay.DestroyMessages(
            session,
            [.. lots.Where(lot => lot.Policy.CeremonyFate == CeremonyFate.Destroy).Select(lot => lot.Terms.Lot)]
        );
        await Task.WhenAll(
            lots.Select(async lot =>
            {
                if (await desks.Intake(session, lot.Terms.Lot).ReadAsync() is IntakeState.Closed)
                    Log(await desks.OpenIntakeAsync(running, lot));
            })
        );
        foreach (var lot in lots)
            if (await desks.Intake(session, lot.Terms.Lot).ReadAsync() is not IntakeState.Closed)
                open.Add(lot.Terms.Lot);
    }

    // ---- intake
    private async Task<long?> IntakeAsync(Lot.Intake lot)
    {
        var desk = desks.Intake(session, lot.Terms.Lot);
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

    // A request that is still alive finishes its own COMMIT; this is for those whose request died, with the process or
    // alone.
    private async Task<long?> FinishCommitsAsync(string lot)
    {
        if (await desks.Intake(session, lot).ReadAsync() is not IntakeState.Receiving receiving)
            return null;
        foreach (var (commit, arrival) in receiving.Stamped)
            if (!recovered || clock.Now - arrival > OrphanMicros || clock.Now > receiving.Policy.CloseAt)
                await commits.FinishAsync(commit, session, lot);
        return clock.Now + OrphanMicros;
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
        Log(sealedTick.Refusal);
        return null;
    }

    private async Task<long?> FreezeAsync(Lot.Intake lot)
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
        if (
            await TellAsync(
                new Freeze(clock.Now, id, drained.Last.NextTick, root, drained.Last.Accepted, drained.Live.Count)
            )
        )
            logger.LogInformation("{Session}/{Lot}: frozen at {Size} ticks", session, id, drained.Last.NextTick);
        return null;
    }

    // The relay may have been lost: the frozen head is signed again over the same root, and its cosignatures stand in
    // the stream.
    private async Task RestoreAsync(Lot lot)
    {
        if (lot is not Lot.Closed { Freeze: var freeze } || !restored.Add(lot.Terms.Lot))
            return;
        rereading.Begin(session, lot.Terms.Lot);
        await heads.SignIntakeAsync(session, lot.Terms.Lot, freeze.TreeSize);
        foreach (var cosigned in freeze.Cosignatures.Values)
            relay.PutCosignature(
                Names.IntakeStream(session, lot.Terms.Lot),
                freeze.TreeSize,
                lot.Policy.Trustees[cosigned.Trustee - 1].Name,
                cosigned.Cosignature
            );
    }

    // ---- opening
    private async Task OpenAsync(Lot.Releasing lot)
    {
        if (await partials.FindEnoughAsync(session, lot) is not var (frozen, batches))
            return; // batches for another list, or lost ones: they are wanted again
        var results = BidOpening.Open(frozen, batches, records.Read);
        var isOpen = await TellAsync(
            new OpenAll(clock.Now, lot.Terms.Lot, results, platform.Trust.AuthorityCertificates)
        );
        if (isOpen)
            logger.LogInformation(
                "{Session}/{Lot}: opened {Opened} of {All}",
                session,
                lot.Terms.Lot,
                results.Count(r => r.Content is not null),
                results.Length
            );
    }

    // ---- record
    // Only the host's key can seal it; what the machine can do is to have it printed, and to find out now if that does
    // not work.
    private async Task PrepareRecordAsync()
    {
        if (isRecordReady)
            return;
        isRecordReady = true; // once: what cannot be printed now is printed, or fails again, when somebody asks
        if (await recordFiles.DraftAsync(session) is not { } draft)
            return;
        logger.LogInformation(
            "{Session}: the record waits for the host's signature, {Size} bytes",
            session,
            draft.Pdf.Length
        );
    }

    private async Task<bool> TellAsync(SessionCommand command)
    {
        var answer = await desks.Session(session).SendAsync(command);
        Log(answer.Refusal);
        return answer.IsAccepted;
    }

    // A refusal of work that was due is a bug or a race that the next step settles; it says nothing of single bids.
    private void Log(Refusal? refusal)
    {
        if (refusal is not null)
            logger.LogWarning(
                "{Session}: {Reason} by {Rule}: {Detail}",
                session,
                refusal.Reason,
                refusal.Rule,
                refusal.Detail
            );
    }

    private static long? Earlier(long? one, long? other) =>
        one is null ? other
        : other is null ? one
        : Math.Min(one.Value, other.Value);
}
