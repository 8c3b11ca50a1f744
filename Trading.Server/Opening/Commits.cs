using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Opening;

/// <summary>
/// The door of the intake: declare, commit, withdraw. A COMMIT's arrival is durable before any work on it; the work
/// itself (are all parts here, is the statement right) may take as long as it takes and may be done again after a
/// crash.
/// </summary>
public sealed class Commits(
    Desks desks,
    UploadStore uploads,
    BlobStore blobs,
    Suite suite,
    Heartbeat heart,
    Clock clock
)
{
    /// <summary>
    /// Keeps what is about to be uploaded or withdrawn; the id is the entry's hash. Refused when the lot takes nothing
    /// more.
    /// </summary>
    /// <param name="manifest">What it is.</param>
    /// <param name="arrivedAt">When it arrived (UTC microseconds) where that may lie before now; now where it is left
    /// out.</param>
    public async Task<(string Upload, Refusal? Refusal)> DeclareAsync(UploadManifest manifest, long? arrivedAt = null)
    {
        var upload = Convert.ToHexStringLower(Entry.HashOf(suite, manifest.Statement));
        if (await CheckOpenAsync(manifest.Session, manifest.Lot, arrivedAt ?? clock.Now) is { } refusal)
            return (upload, refusal);
        if (await uploads.DeclareAsync(upload, manifest))
            return (upload, null);
        return (
            upload,
            new Refusal(
                Reason.LimitReached,
                "spec:limits",
                $"A lot takes at most {UploadStore.MostPerLot} uploads.",
                "tell-the-agent"
            )
        );
    }

    /// <summary>What became of a COMMIT; null where none with this hash was accepted or refused.</summary>
    public async Task<Outcome?> FindAsync(string session, string lot, string upload) =>
        Find(await desks.ReadIntakeAsync(session, lot), upload);

    /// <summary>Whether the arrival of such a COMMIT is durable and its work unfinished.</summary>
    public async Task<bool> IsStampedAsync(string session, string lot, string upload) =>
        await desks.ReadIntakeAsync(session, lot) is IntakeState.Receiving receiving
        && receiving.Stamped.ContainsKey(upload);

    /// <summary>Stamps a COMMIT of a declared upload and finishes it; the entry it became, or why not.</summary>
    public async Task<(Entry? Entry, Refusal? Refusal)> CommitAsync(
        string upload,
        UploadManifest manifest,
        Arrivals.Arrival arrival
    )
    {
        var lot = await desks.FindLotAsync(manifest.Session, manifest.Lot);
        var desk = desks.Intake(manifest.Session, manifest.Lot);
        var stamp = await desk.SendAsync(
            new StampCommit(
                clock.Now,
                Convert.FromHexString(upload),
                lot is null ? arrival.ReadAt : arrival.For(lot.Policy)
            )
        );
        arrival.Dispose();
        return stamp.Refusal is { } late
            ? (null, UntoldOf(late, lot, arrival.ReadAt) ?? late)
            : await FinishAsync(upload, manifest.Session, manifest.Lot);
    }

    /// <summary>Does the work on a stamped COMMIT: it ends as an entry or as a refusal, never in between.</summary>
    public async Task<(Entry? Entry, Refusal? Refusal)> FinishAsync(string upload, string session, string lot)
    {
        var (desk, commit) = (desks.Intake(session, lot), Convert.FromHexString(upload));
        if (Find(await desk.ReadAsync(), upload) is { Entry: { } before })
            return (before, null);
        var refusal = Check(upload, out var manifest);
        if (refusal is null)
        {
            var kind = manifest!.IsWithdrawal ? EntryKind.Withdrawal : EntryKind.Envelope;
            var accepted = await desk.SendAsync(
                new AcceptCommit(clock.Now, commit, kind, manifest.Statement, SizeOf(manifest))
            );
            refusal = accepted.Refusal;
            if (refusal is null)
                return (Find(accepted.State, upload)!.Entry, null);
        }
        await desk.SendAsync(new RefuseCommit(clock.Now, commit, refusal));
        return (null, refusal);
    }

    /// <summary>Which parts are still missing, by section.</summary>
    public bool[][] Missing(string upload, UploadManifest manifest) =>
        [.. manifest.PartRoots.Select(section => section.Select(root => !blobs.Has(upload, root)).ToArray())];

    /// <summary>
    /// The newest revision of an accepted entry's submission, where it is newer than the entry; null while the entry is
    /// the newest.
    /// </summary>
    public async Task<uint?> SupersedingAsync(string session, string lot, string entryHash)
    {
        var state = await desks.Intake(session, lot).ReadAsync();
        if (
            (state as IntakeState.Receiving ?? (state as IntakeState.Drained)?.Last) is not { } last
            || Find(state, entryHash) is not { Entry: { } entry }
        )
            return null;
        var (submission, revision) = NameOf(entry);
        return
            last.Submissions.GetValueOrDefault(Convert.ToHexStringLower(submission))?.Revision is { } newest
            && newest > revision
            ? newest
            : null;
    }

    private static (byte[] Submission, uint Revision) NameOf(Entry entry)
    {
        if (SignedHeader.TryParse(entry.Statement, out var signed, out _))
            return (signed.Header.SubmissionId, signed.Header.Revision);
        return Withdrawal.TryParse(entry.Statement, out var withdrawal, out _)
            ? (withdrawal.SubmissionId, withdrawal.Revision)
            : throw new InvalidDataException("An accepted entry is neither an envelope nor a withdrawal");
    }

    private async Task<Refusal?> CheckOpenAsync(string session, string lot, long at) =>
        await desks.ReadIntakeAsync(session, lot) switch
        {
            IntakeState.Receiving receiving when at <= receiving.Policy.CloseAt => null,
            IntakeState.Receiving receiving => new Refusal(
                Reason.TooLate,
                receiving.LateRule,
                "The deadline has passed.",
                "keep-your-copy"
            ),
            IntakeState.Drained drained => new Refusal(
                Reason.TooLate,
                drained.Last.LateRule,
                "The deadline has passed.",
                "keep-your-copy"
            ),
            _ => new Refusal(
                Reason.TooEarly,
                "spec:intake",
                "The lock of this lot is not certified yet.",
                "wait-for-lock"
            ),
        };

    // Nobody can tell whether it came in time; whoever sent it must not be told that it came late.
    private Refusal? UntoldOf(Refusal late, Lot? lot, long readAt)
    {
        if (late.Reason != Reason.TooLate || lot is null || heart.Over(lot.Policy) is not { } told)
            return null;
        if (told.Restarted || readAt >= told.SettledAt || told.IsMadeUpFor(lot.Policy.CloseAt))
            return null;
        return late with
        {
            Detail =
                $"The platform stood still from {told.From} until {told.Until}, over the deadline "
                + $"{lot.Policy.CloseAt} and for longer than can be made up for: whether this came in time "
                + "cannot be told. "
                + "The lot is held for host and supervisor.",
            NextStep = "claim-from-platform",
        };
    }

    private Refusal? Check(string upload, out UploadManifest? manifest)
    {
        manifest = uploads.Find(upload);
        return manifest is null || Missing(upload, manifest).Any(section => section.Any(missing => missing))
            ? new Refusal(
                Reason.Incomplete,
                "e-bidding:27",
                "Parts of the envelope are missing.",
                "upload-missing-parts"
            )
            : null;
    }

    private static long SizeOf(UploadManifest manifest) =>
        !manifest.IsWithdrawal && SignedHeader.TryParse(manifest.Statement, out var signed, out _)
            ? signed.Header.FileBytes
            : manifest.Statement.Length;

    private static Outcome? Find(IntakeState state, string upload) =>
        state switch
        {
            IntakeState.Receiving receiving => receiving.Done.GetValueOrDefault(upload),
            IntakeState.Drained drained => drained.Last.Done.GetValueOrDefault(upload),
            _ => null,
        };
}
