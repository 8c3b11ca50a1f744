using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>What is due of one session behind the freezes: bids, lots without enough of them, the record.</summary>
public sealed class Openings(
    string session,
    SessionTeller teller,
    Heads heads,
    HeadStore store,
    PartialDesk partials,
    Records records,
    RecordFiles recordFiles,
    Rereading rereading,
    Platform platform,
    Clock clock,
    ILogger<Openings> logger
)
{
    private readonly HashSet<string> restored = new(StringComparer.Ordinal);
    private readonly HashSet<string> failing = new(StringComparer.Ordinal);
    private bool isRecordReady;

    /// <summary>
    /// Begins the second reading of a frozen lot, and makes up for a relay that was lost: the frozen head is signed
    /// again over the same root, and its cosignatures stand in the stream. Until it was done once while this process
    /// lives: what fails is tried again at every step, and holds up nothing else of the session.
    /// </summary>
    public async Task RestoreAsync(Lot lot)
    {
        var id = lot.Terms.Lot;
        if (lot is not Lot.Closed { Freeze: var freeze } || restored.Contains(id))
            return;
        try
        {
            await RestoreAsync(lot, freeze);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (failing.Add(id))
                logger.LogError(
                    failure,
                    "{Session}/{Lot}: the frozen head could not be restored in the relay; it is tried again",
                    session,
                    id
                );
            return;
        }
        restored.Add(id);
        if (failing.Remove(id))
            logger.LogInformation("{Session}/{Lot}: the frozen head is restored in the relay", session, id);
    }

    private async Task RestoreAsync(Lot lot, FreezeFacts freeze)
    {
        rereading.Begin(session, lot.Terms.Lot);
        await heads.SignIntakeAsync(session, lot.Terms.Lot, freeze.TreeSize);
        foreach (var cosigned in freeze.Cosignatures.Values)
            store.PutCosignature(
                Names.IntakeStream(session, lot.Terms.Lot),
                freeze.TreeSize,
                lot.Policy.Trustees[cosigned.Trustee - 1].Name,
                cosigned.Cosignature
            );
    }

    /// <summary>Opens a lot's bids once enough trustees released them.</summary>
    public async Task OpenAsync(Lot.Releasing lot)
    {
        if (await partials.FindEnoughAsync(session, lot) is not var (frozen, batches))
            return; // batches for another list, or lost ones: they are wanted again
        var results = BidOpening.Open(frozen, batches, records.Read);
        var isOpen = await teller.TellAsync(
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

    /// <summary>Ends a lot for which too few submitted.</summary>
    public Task FailAsync(Lot lot) => teller.TellAsync(new FailLot(clock.Now, lot.Terms.Lot));

    /// <summary>
    /// Has the record printed. Only the host's key can seal it; what the machine can do is to find out now if printing
    /// does not work. Once: what cannot be printed now is printed, or fails again, when somebody asks.
    /// </summary>
    public async Task PrepareRecordAsync()
    {
        if (isRecordReady)
            return;
        isRecordReady = true;
        if (await recordFiles.DraftAsync(session) is not { } draft)
            return;
        logger.LogInformation(
            "{Session}: the record waits for the host's signature, {Size} bytes",
            session,
            draft.Pdf.Length
        );
    }
}
