using Trading.Crypto;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Releases;

/// <summary>
/// The beacons of a draw: one root for the whole draw, committed to by the custodian in a cosigned head, not before
/// t_draw, and again only by the supervisor's orders. Source: docs/spec/draw.md, "Release".
/// </summary>
public sealed class BeaconRule : IPointRule
{
    private const string ReductionSlot = "reduction";

    /// <inheritdoc/>
    public IReadOnlyCollection<LockPurpose> Purposes { get; } = [LockPurpose.Draw];

    /// <summary>An order to draw again as it is attached: text reason ‖ bytes signature.</summary>
    public static byte[] Order(DrawAgain order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new WireWriter().Text(order.Reason).Bytes(order.Signature).ToArray();
    }

    /// <inheritdoc/>
    public string StreamOf(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Names.DrawStream(policy.Session);
    }

    /// <inheritdoc/>
    public bool TrustsRoles(LockPolicy policy, TrustFile trust) => ShownPool.TrustsRoles(policy, trust);

    /// <inheritdoc/>
    public byte[]? RootOf(PointWant want) => null;

    /// <inheritdoc/>
    public TrusteeReason? Judge(PointCase asked, out PointRelease? release)
    {
        ArgumentNullException.ThrowIfNull(asked);
        release = null;
        var policy = asked.Lock.Policy;
        if (
            !DrawSubject.TryParse(asked.Want.Subject, out var subject)
            || subject.Kind is not (DrawSubjectKind.Reduction or DrawSubjectKind.Beacon)
        )
            return TrusteeReason.Malformed;
        var isReduction = subject.Kind == DrawSubjectKind.Reduction;
        if (
            ShownPool.Find(asked, subject.Root, isReduction) is not { } pool
            || !pool.Head.DrawLock.AsSpan().SequenceEqual(asked.Lock.LockId)
        )
            return TrusteeReason.NotCommitted;
        if (!isReduction && IsSecondRoot(asked.Lock, pool))
            return TrusteeReason.OtherList;
        if (!AreOrdered(policy, subject, asked.Want.Attachments))
            return TrusteeReason.NotOrdered;
        var (_, opening) = DrawBeacon.Of(asked.Certificate, policy.Session, subject.Root, subject.Number);
        release = new PointRelease(
            opening,
            isReduction ? ReductionSlot : $"k{subject.Number}",
            policy.DrawAt,
            Reader: null
        );
        return null;
    }

    // Two roots, though of different draws, would let whoever commits choose between them; and rows that do not come
    // from the reduction that was answered would be chosen after its value.
    private static bool IsSecondRoot(TrusteeLot.Locked kept, ShownPool pool) =>
        BeaconsOf(kept)
            .Any(known =>
                !known
                    .Root.AsSpan()
                    .SequenceEqual(known.Kind == DrawSubjectKind.Reduction ? pool.Head.ReductionRoot : pool.Root)
            );

    /// <summary>The beacons that were answered under a draw's lock.</summary>
    internal static IEnumerable<DrawSubject> BeaconsOf(TrusteeLot.Locked kept) =>
        kept.Points.Values.Select(bytes =>
            DrawSubject.TryParse(bytes, out var subject)
                ? subject
                : throw new InvalidOperationException("The kept subject of a beacon cannot be read.")
        );

    // One order for each draw after the first, each over the root and its own k.
    private static bool AreOrdered(LockPolicy policy, DrawSubject subject, IReadOnlyList<byte[]> attachments) =>
        attachments.Count == subject.Number
        && attachments
            .Select(
                (bytes, i) =>
                    TryOrder(bytes, out var order)
                    && policy.Roles.Supervisor is { } supervisor
                    && Letters.Fits(order.Reason, 1, DrawAgain.ReasonLetters)
                    && SigningKey.Verify(
                        Suite.Find(policy.Suite)!,
                        supervisor,
                        Tags.DrawAgain,
                        DrawAgain.Statement(policy.Session, subject.Root, (uint)i + 1, order.Reason),
                        order.Signature
                    )
            )
            .All(holds => holds);

    private static bool TryOrder(byte[] bytes, out DrawAgain order)
    {
        order = null!;
        try
        {
            var reader = new WireReader(bytes);
            order = new DrawAgain(
                reader.Text(Letters.MostBytes(DrawAgain.ReasonLetters)),
                reader.Bytes(Suite.SignatureBytes)
            );
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }
}
