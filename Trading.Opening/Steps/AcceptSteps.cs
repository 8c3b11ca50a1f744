using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>
/// What an envelope or a withdrawal must satisfy to become an entry. Nothing is read but the signed header: the
/// contents are sealed.
/// </summary>
internal static class AcceptSteps
{
    private const string EnvelopeRule = "spec:envelope";
    private const string ReplaceRule = "bidding-law:29";
    private const string NextRevision = "seal-with-next-revision";

    /// <summary>The next step of whoever withdraws with the kit of another revision than the newest.</summary>
    public const string NewestKit = "use-newest-kit";

    // One answer for a submission that nobody sent and for one of another key.
    private static readonly Refusal NothingToWithdraw = new(
        Reason.NotFound,
        ReplaceRule,
        "There is no envelope of this submission to withdraw.",
        "check-submission-kit"
    );

    public static Decision<IntakeEvent> Accept(IntakeState.Receiving s, AcceptCommit c)
    {
        var key = IntakeState.Key(c.Commit);
        if (s.Done.TryGetValue(key, out var done))
            return done.Entry is not null
                ? Decision<IntakeEvent>.Nothing
                : new Refusal(Reason.Conflict, IntakeSteps.Rule, "The COMMIT was refused before.", "commit-again");
        if (!s.Stamped.TryGetValue(key, out var arrival))
            return IntakeSteps.NotStamped();
        if (s.Accepted >= TickSchedule.MostEntries)
            return IntakeSteps.Full();
        var suite = Suite.Find(s.Policy.Suite)!;
        if (!Entry.HashOf(suite, c.Statement).AsSpan().SequenceEqual(c.Commit))
            return Malformed("The statement is not the one that was committed.");
        var refusal = c.Kind switch
        {
            EntryKind.Envelope => CheckEnvelope(s, suite, c, arrival),
            EntryKind.Withdrawal => CheckWithdrawal(s, suite, c, arrival),
            _ => Malformed("An entry is an envelope or a withdrawal."),
        };
        return refusal is not null
            ? refusal
            : new EntryAccepted(
                Math.Max(c.Now, arrival),
                c.Commit,
                new Entry(c.Kind, arrival, c.Statement),
                c.SizeBytes
            );
    }

    private static Refusal? CheckEnvelope(IntakeState.Receiving s, Suite suite, AcceptCommit c, long arrival)
    {
        if (!SignedHeader.TryParse(c.Statement, out var signed, out var fault))
            return Broken(fault);
        var header = signed.Header;
        if (Bound(header.CheckBinding(suite, s.LockId, ContextOf(s, suite))) is { } wrongLock)
            return wrongLock;
        if (c.SizeBytes != header.FileBytes)
            return new Refusal(
                Reason.Incomplete,
                "e-bidding:27",
                $"The envelope has {header.FileBytes} bytes, not {c.SizeBytes}.",
                "upload-missing-parts"
            );
        if (header.Sections[0].PlaintextBytes != s.Policy.RecordSizeBytes)
            return Malformed($"The opening record is padded to {s.Policy.RecordSizeBytes} bytes in this lot.");
        if (!AllowsSecret(s.Policy.SecondSecret, header.HasSecondSecret))
            return Malformed($"Second secrets are {s.Policy.SecondSecret} in this lot.");
        return CheckRevision(
            s.Submissions.GetValueOrDefault(Convert.ToHexStringLower(header.SubmissionId)),
            signed.SubmissionKey,
            header.Revision,
            arrival
        );
    }

    private static Refusal? CheckWithdrawal(IntakeState.Receiving s, Suite suite, AcceptCommit c, long arrival)
    {
        if (!Withdrawal.TryParse(c.Statement, out var withdrawal, out var fault))
            return Broken(fault);
        return c.SizeBytes == c.Statement.Length
            ? CheckWithdrawal(s, suite, withdrawal, arrival)
            : Malformed("The size of a withdrawal is that of its statement.");
    }

    /// <summary>What a withdrawal that arrives now must satisfy; null when it would be accepted.</summary>
    public static Refusal? CheckWithdrawal(IntakeState.Receiving s, Suite suite, Withdrawal withdrawal, long arrival)
    {
        if (CheckOwner(s, suite, withdrawal) is { } refusal)
            return refusal;
        var before = s.Submissions[Convert.ToHexStringLower(withdrawal.SubmissionId)];
        if (arrival < before.LastArrival)
            return ArrivedBefore;
        return withdrawal.Revision == before.Revision + 1
            ? null
            : new Refusal(Reason.WrongRevision, ReplaceRule, WrongKit(withdrawal.Revision, before.Revision), NewestKit);
    }

    /// <summary>Whether a withdrawal is of a bid that stands here, under its own key; null when it is.</summary>
    public static Refusal? CheckOwner(IntakeState.Receiving s, Suite suite, Withdrawal withdrawal)
    {
        if (Bound(withdrawal.CheckBinding(suite, s.LockId, ContextOf(s, suite))) is { } wrongLock)
            return wrongLock;
        var before = s.Submissions.GetValueOrDefault(Convert.ToHexStringLower(withdrawal.SubmissionId));
        // Nobody signs in to withdraw: without the submission's key nobody learns whether there is such a submission.
        if (before is null || !IsOf(before, withdrawal.SubmissionKey))
            return NothingToWithdraw;
        return before.Withdrawn
            ? new Refusal(
                Reason.NotFound,
                ReplaceRule,
                $"The submission was withdrawn by revision {before.Revision}.",
                "already-withdrawn"
            )
            : null;
    }

    /// <summary>
    /// What is said of a withdrawal that names another <paramref name="revision"/> than the one behind the
    /// <paramref name="newest"/> accepted one: its kit is that of the revision before the one that it names.
    /// </summary>
    public static string WrongKit(uint revision, uint newest)
    {
        var kit = (long)revision - 1;
        var why =
            kit < 1 ? "is of no revision"
            : kit < newest ? $"is that of revision {kit}, and revision {newest} was accepted after it"
            : $"is that of revision {kit}, which was never accepted; the newest is revision {newest}";
        return $"The kit that signed this withdrawal {why}: withdraw with the kit of revision {newest}.";
    }

    // The first key of a submission is its only proof of identity: whoever replaces must hold it.
    private static Refusal? CheckRevision(Submission? before, byte[] key, uint revision, long arrival)
    {
        if (before is not null && !IsOf(before, key))
            return new Refusal(
                Reason.WrongRevision,
                ReplaceRule,
                "The submission belongs to another key.",
                "check-submission-kit"
            );
        if (before is not null && arrival < before.LastArrival)
            return ArrivedBefore;
        var newest = before?.Revision ?? 0;
        return revision == newest + 1
            ? null
            : new Refusal(Reason.WrongRevision, ReplaceRule, OutOfTurn(revision, newest), NextRevision);
    }

    private static Refusal ArrivedBefore { get; } =
        new(Reason.WrongRevision, ReplaceRule, "It arrived before what it replaces; commit it again.", "commit-again");

    private static bool IsOf(Submission submission, byte[] key) => submission.Key.AsSpan().SequenceEqual(key);

    private static string OutOfTurn(uint revision, uint newest)
    {
        var next = $"a replacement is revision {newest + 1}, sealed with the kit of revision {newest}.";
        if (revision < newest)
            return $"Revision {revision} is superseded by revision {newest}, which was accepted before; {next}";
        return revision == newest
            ? $"Another statement was accepted before as revision {revision}; {next}"
            : $"Revision {revision} comes out of turn: the next one is revision {newest + 1}.";
    }

    private static bool AllowsSecret(SecondSecret policy, bool present) =>
        policy switch
        {
            SecondSecret.None => !present,
            SecondSecret.Required => present,
            _ => true,
        };

    private static byte[] ContextOf(IntakeState.Receiving s, Suite suite) =>
        Names.ContextHash(suite, s.Session, s.Policy.Lot);

    private static Refusal? Bound(HeaderFault fault) =>
        fault == HeaderFault.None
            ? null
            : new Refusal(
                Reason.WrongLock,
                EnvelopeRule,
                $"The statement is not for this lot: {fault}.",
                "seal-for-this-lot"
            );

    private static Refusal Broken(HeaderFault fault) =>
        fault is HeaderFault.BadSignature or HeaderFault.PseudonymMismatch or HeaderFault.BadSubmissionKey
            ? new Refusal(
                Reason.BadSignature,
                EnvelopeRule,
                $"The statement's signature does not hold: {fault}.",
                "seal-again"
            )
            : Malformed($"The statement breaks the format: {fault}.");

    private static Refusal Malformed(string what) => new(Reason.Malformed, EnvelopeRule, what, "seal-again");
}
