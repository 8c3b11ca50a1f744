using System.Text;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// Brings a sealed bid, or a withdrawal, to the platform and keeps every answer in the kit as soon as it is there.
/// </summary>
public sealed class SubmissionDesk(ApiClient api, VerifiedLock target, TextWriter? notes = null)
{
    private const string NotDelivered =
        "The deadline has passed and the platform has no entry of this kit: it was not delivered in time.";
    private const string KeepCopy = "keep your copy; nothing is received after the deadline";
    private const string NotWithdrawn =
        "The deadline has passed and the withdrawal did not arrive before it: the bid stands.";
    private const string RevokeInstead =
        "the same command again revokes (撤销), which is another declaration with consequences of its own";
    private readonly LostAnswers answers = new(api, target.Policy, notes ?? Console.Error);

    /// <summary>
    /// Asks what the platform knows of the entry, then uploads what it lacks, commits and checks the acknowledgement. A
    /// kit that holds one already is left as it is. It ends with the truth: the acknowledgement, or the platform's
    /// refusal where it has no such entry.
    /// </summary>
    public async Task<SubmissionKit> SubmitAsync(SubmissionKit kit, string bidPath, CancellationToken cancel)
    {
        if (await CompleteAsync(kit, cancel) is { Acknowledgement: not null } known)
            return known;
        var answer = await answers.SayAsync(
            new Saying<CommitAnswer>(
                c => BidUpload.SendAsync(api, kit, bidPath, c),
                c => api.FindEntryAsync(kit.EntryHash, c),
                c => LateAsync(kit, NotDelivered, KeepCopy, c)
            ),
            cancel
        );
        return Acknowledged(kit, answer.Acknowledgement);
    }

    /// <summary>
    /// The kit with the acknowledgement that the platform owes it, at any time; as it was where the platform has no
    /// such entry.
    /// </summary>
    public async Task<SubmissionKit> CompleteAsync(SubmissionKit kit, CancellationToken cancel)
    {
        if (kit.Acknowledgement is not null)
            return kit;
        return await api.FindEntryAsync(kit.EntryHash, cancel) is { } known
            ? Acknowledged(kit, known.Acknowledgement)
            : kit;
    }

    /// <summary>
    /// The newest revision that the platform accepted of the kit's submission, where it is not the kit's own; null
    /// else.
    /// </summary>
    public async Task<uint?> SupersededByAsync(SubmissionKit kit, CancellationToken cancel) =>
        (await api.FindEntryAsync(kit.EntryHash, cancel))?.SupersededBy;

    /// <summary>
    /// What to tell about a kit of which the platform has no entry: there is time, or it is too late and why.
    /// </summary>
    public async Task<CommandException> MissingAsync(SubmissionKit kit, string file, CancellationToken cancel) =>
        await api.TimeAsync(cancel) <= target.Policy.CloseAt
            ? CommandException.Refused(
                "The platform has no entry of this kit: the bid was not delivered yet.",
                "",
                $"trading submit BID --kit {file} --key FILE --trust FILE"
            )
            : await LateAsync(kit, NotDelivered, KeepCopy, cancel);

    /// <summary>
    /// The kit of the statement that withdraws a bid, not yet sent: kept first, so that the same statement can be asked
    /// for and said again.
    /// </summary>
    public SubmissionKit SignWithdrawal(SubmissionKit kit)
    {
        using var key = kit.OpenKey();
        var withdrawal = Withdrawal.Sign(
            key,
            kit.LockId,
            target.ContextHash,
            Convert.FromHexString(kit.Submission),
            kit.Revision + 1
        );
        var entryHash = Convert.ToHexStringLower(withdrawal.EntryHash);
        return kit with
        {
            Revision = withdrawal.Revision,
            Header = withdrawal.Bytes,
            EntryHash = entryHash,
            Acknowledgement = null,
            Receipt = null,
        };
    }

    /// <summary>
    /// Withdraws with a kept statement; after the deadline this is a revocation (撤销), which has no acknowledgement. One
    /// that was said before the deadline never becomes a revocation by being said again: that is another declaration,
    /// and the bidder's to make.
    /// </summary>
    public async Task<SubmissionKit> WithdrawAsync(SubmissionKit statement, CancellationToken cancel)
    {
        if (await CompleteAsync(statement, cancel) is { Acknowledgement: not null } known)
            return known;
        var isInTime = await api.TimeAsync(cancel) <= target.Policy.CloseAt;
        var answer = await answers.SayAsync(isInTime ? Withdrawing(statement) : Revoking(statement), cancel);
        return answer.Acknowledgement is null ? statement : Acknowledged(statement, answer.Acknowledgement);
    }

    private Saying<WithdrawalAnswer> Withdrawing(SubmissionKit statement) =>
        new(
            async c =>
                await api.TimeAsync(c) <= target.Policy.CloseAt
                    ? await api.WithdrawOnceAsync(statement.Session, statement.Lot, statement.Header, c)
                    : throw new HttpRequestException("The deadline passed before it could be said."),
            async c =>
                await api.FindEntryAsync(statement.EntryHash, c) is { } found
                    ? new WithdrawalAnswer(found.Acknowledgement, null)
                    : null,
            c => LateAsync(statement, NotWithdrawn, RevokeInstead, c)
        );

    private Saying<WithdrawalAnswer> Revoking(SubmissionKit statement) =>
        new(
            c => api.WithdrawOnceAsync(statement.Session, statement.Lot, statement.Header, c),
            c => FindRevocationAsync(statement, c),
            Late: null
        );

    private async Task<WithdrawalAnswer?> FindRevocationAsync(SubmissionKit statement, CancellationToken cancel)
    {
        for (long after = -1; ; )
        {
            var page = await api.FeedAsync(Names.SessionStream(statement.Session), after, cancel);
            foreach (var item in page.Events)
                if (Decode(item) is BidRevoked revoked && revoked.Submission == statement.Submission)
                    return new WithdrawalAnswer(null, item.H);
            if (page.Events.Count == 0 || page.Events[^1].H >= page.Head - 1)
                return null;
            after = page.Events[^1].H;
        }
    }

    private async Task<CommandException> LateAsync(
        SubmissionKit kit,
        string what,
        string next,
        CancellationToken cancel
    )
    {
        var first = (await api.FeedAsync(Names.SessionStream(kit.Session), -1, cancel)).Events[0];
        return CommandException.Refused(
            what,
            Decode(first) is SessionPrepared prepared ? prepared.Terms.RulePack.LateRule : "spec:intake",
            next
        );
    }

    private static SessionEvent Decode(FeedEvent item) => EventCodec.DecodeSession(Encoding.UTF8.GetBytes(item.E));

    private SubmissionKit Acknowledged(SubmissionKit kit, byte[] acknowledgement)
    {
        ReceiptCheck.Acknowledged(acknowledgement, target, kit.EntryHash);
        return kit with { Acknowledgement = acknowledgement };
    }

    /// <summary>Waits for the full receipt and checks it; the kit without one when the witnesses take longer.</summary>
    public async Task<SubmissionKit> AwaitReceiptAsync(SubmissionKit kit, TimeSpan patience, CancellationToken cancel)
    {
        if (kit.Receipt is not null)
            return kit;
        if (await api.AwaitReceiptAsync(kit.EntryHash, patience, cancel) is not { } receipt)
            return kit;
        ReceiptCheck.Received(receipt, target, kit.EntryHash);
        return kit with { Receipt = receipt };
    }
}
