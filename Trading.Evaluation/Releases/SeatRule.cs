using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Releases;

/// <summary>
/// The records of a draw, one by one: the contact of whoever sits, for the gateway, and the name of whoever sits and
/// stands at the gate, for the gate. The trustee computes itself who sits: from the rows behind the root, from answers
/// of t trustees to the newest beacon that it knows of, and from the signed statements by which positions dropped out.
/// Source: docs/spec/draw.md, "Release".
/// </summary>
public sealed class SeatRule : IPointRule
{
    /// <inheritdoc/>
    public IReadOnlyCollection<LockPurpose> Purposes { get; } = [LockPurpose.Names, LockPurpose.Contact];

    /// <inheritdoc/>
    public string StreamOf(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Names.DrawStream(policy.Session);
    }

    /// <inheritdoc/>
    public bool TrustsRoles(LockPolicy policy, TrustFile trust) => ShownPool.TrustsRoles(policy, trust);

    /// <inheritdoc/>
    public byte[]? RootOf(PointWant want) => ShownPool.RootOf(want);

    /// <inheritdoc/>
    public TrusteeReason? Judge(PointCase asked, out PointRelease? release)
    {
        ArgumentNullException.ThrowIfNull(asked);
        release = null;
        var isName = asked.Lock.Policy.Purpose == LockPurpose.Names;
        if (
            !DrawSubject.TryParse(asked.Want.Subject, out var subject)
            || subject.Kind != (isName ? DrawSubjectKind.Name : DrawSubjectKind.Contact)
            || !SeatShown.TryParse(asked.Want.Attachments, out var shown)
        )
            return TrusteeReason.Malformed;
        // Without the beacon's lock it could not tell whether the answers hold.
        if (asked.Sibling(DrawLots.Draw) is not { } draw)
            return TrusteeReason.OutOfTurn;
        if (RootOf(asked.Want) is not { } root || ShownPool.Find(asked, root, isReduction: false) is not { } pool)
            return TrusteeReason.NotCommitted;
        if (!IsOf(pool.Head, asked.Lock, draw, isName))
            return TrusteeReason.NotCommitted;
        var seat = new SeatCase(asked.Lock.Policy, pool, shown, (int)subject.Number);
        if (!seat.TryRows(asked.Rows))
            return TrusteeReason.BadRows;
        return seat.Problem(draw) is { } reason ? reason
            : isName && !seat.IsPresented() ? TrusteeReason.NotPresented
            : Reader(asked, isName) is not { } reader ? TrusteeReason.NotTrusted
            : Release(asked, seat, isName, reader, out release);
    }

    private static bool IsOf(CommitmentHead head, TrusteeLot.Locked own, TrusteeLot.Locked draw, bool isName) =>
        head.DrawLock.AsSpan().SequenceEqual(draw.LockId)
        && (isName ? head.NamesLock : head.ContactLock).AsSpan().SequenceEqual(own.LockId);

    // The key is that of the trustee's own trust file: a policy names whom, and not where to.
    private static PointReader? Reader(PointCase asked, bool isName)
    {
        var roles = asked.Lock.Policy.Roles;
        var office = isName
            ? asked.Trust.FindOffice(OfficeKind.Gate, roles.Gate)
            : asked.Trust.FindOffice(OfficeKind.Gateway, roles.Gateway);
        return office is null ? null : new PointReader(office.StaticKey, Tags.DrawShare);
    }

    private static TrusteeReason? Release(
        PointCase asked,
        SeatCase seat,
        bool isName,
        PointReader reader,
        out PointRelease? release
    )
    {
        var opening = OpenRecord.Opening(
            asked.Certificate,
            asked.Lock.Policy.TermsHash,
            seat.Pool.Root,
            isName ? RecordKind.Name : RecordKind.Contact,
            seat.Row
        );
        release = new PointRelease(opening, $"p{seat.Position}", Earliest: 0, reader);
        return null;
    }
}

/// <summary>Whether one position sits, from what was shown.</summary>
internal sealed class SeatCase(LockPolicy policy, ShownPool pool, SeatShown shown, int position)
{
    private readonly Suite suite = Suite.Find(policy.Suite)!;
    private IReadOnlyList<CommittedPosition> rows = [];

    public ShownPool Pool => pool;

    public int Position => position;

    public CommittedPosition Row => rows[position];

    /// <summary>Whether these are the rows behind the root, with a point at the position.</summary>
    public bool TryRows(byte[] bytes)
    {
        if (
            !ShownRows.TryParse(suite, bytes, pool.Root, out var read)
            || !read.Head.AsSpan().SequenceEqual(pool.HeadBytes)
            || position < read.Positions.Count && !suite.Group.TryDecode(read.Positions[position].Encapsulated, out _)
        )
            return false;
        rows = read.Positions;
        return true;
    }

    /// <summary>Why the position does not sit, or null; <paramref name="draw"/> is the beacon's lock.</summary>
    public TrusteeReason? Problem(TrusteeLot.Locked draw)
    {
        if (
            !DrawRequestCodec.TryParse(shown.Request, out var request)
            || !request.Hash().AsSpan().SequenceEqual(policy.TermsHash)
        )
            return TrusteeReason.NotCommitted;
        if (ValueOf(draw) is not { } value)
            return TrusteeReason.NotDrawn;
        if (Dropped() is not { } dropped)
            return TrusteeReason.BadStatement;
        var order = Beacon.Order(suite, value, rows.Count);
        var outcome = Seating.Replay(request.Groups, [.. rows.Select(Candidate.Of)], order, dropped);
        return outcome.Seated.ContainsKey(position) ? null : TrusteeReason.NotSeated;
    }

    /// <summary>Whether the gate signed that somebody stands there who says to be the expert.</summary>
    public bool IsPresented() =>
        shown.Presented is var (bytes, signature)
        && PositionStatement.TryParse(bytes, out var statement)
        && statement.Outcome == PositionOutcome.Presented
        && statement.Position == position
        && statement.Holds(policy, pool.Root, shown.K, signature);

    // Of another root, or of a draw that was drawn again, the seats count no more.
    private byte[]? ValueOf(TrusteeLot.Locked draw)
    {
        var known = BeaconRule.BeaconsOf(draw).Where(b => b.Kind == DrawSubjectKind.Beacon);
        if (known.Any(b => b.Number > shown.K || !b.Root.AsSpan().SequenceEqual(pool.Root)))
            return null;
        if (!LockCertificate.TryParse(draw.Certificate, out var certificate))
            throw new InvalidOperationException("The kept lock certificate cannot be read.");
        var answers = new List<PartialBatch>();
        foreach (var bytes in shown.Answers)
            if (PartialBatch.TryParse(suite, bytes, out var batch))
                answers.Add(batch!);
        return DrawBeacon.ValueOf(certificate!, policy.Session, pool.Root, shown.K, answers).Value;
    }

    // In the order in which they happened; a position drops out once.
    private List<int>? Dropped()
    {
        var dropped = new List<int>();
        foreach (var drop in shown.Drops)
        {
            if (HitsOf(drop) is not { } hits)
                return null;
            dropped.AddRange(hits.Where(p => !dropped.Contains(p)));
        }
        return dropped;
    }

    private int[]? HitsOf(SignedDrop drop)
    {
        if (drop.Kind == DropKind.Conflicts)
            return
                ConflictStatement.TryParse(drop.Statement, out var conflicts)
                && conflicts.Holds(policy, pool.Root, rows.Count, drop.Signature)
                ? [.. conflicts.Hits()]
                : null;
        return
            PositionStatement.TryParse(drop.Statement, out var statement)
            && PositionStatement.Drops(statement.Outcome)
            && PositionStatement.IsGateways(statement.Outcome) == (drop.Kind == DropKind.Notice)
            && statement.Position < rows.Count
            && statement.Holds(policy, pool.Root, shown.K, drop.Signature)
            ? [statement.Position]
            : null;
    }
}
