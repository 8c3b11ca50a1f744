using System.Text;
using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

/// <summary>
/// A rule as small as one can be: a subject is its first byte as a slot, and what follows is hashed to the point; the
/// evidence is one event that holds the subject. Of an even first byte the answer is for one reader, and has no hour.
/// </summary>
public sealed class ToyPointRule(byte[] reader) : IPointRule
{
    public const string Tag = "BidLock/1 toy";

    public IReadOnlyCollection<LockPurpose> Purposes { get; } = [LockPurpose.Names];

    public string StreamOf(LockPolicy policy) => Names.SessionStream(policy.Session);

    public bool TrustsRoles(LockPolicy policy, TrustFile trust) => policy.Roles.Gate is not null;

    public byte[]? RootOf(PointWant want) => want.Attachments is [var root] ? root : null;

    public static PartialOpening Opening(LockCertificate certificate, byte[] subject) =>
        new Beacon(certificate.Suite, subject).Opening(
            certificate.Threshold,
            certificate.VerificationShares,
            certificate.LockId
        );

    public TrusteeReason? Judge(PointCase asked, out PointRelease? release)
    {
        release = null;
        if (!asked.Want.Evidence.Any(e => e.Event.AsSpan().SequenceEqual(asked.Want.Subject)))
            return TrusteeReason.NotCommitted;
        var isSealed = asked.Want.Subject[0] % 2 == 0;
        release = new PointRelease(
            Opening(asked.Certificate, asked.Want.Subject),
            $"s{asked.Want.Subject[0]}",
            isSealed ? 0 : asked.Lock.Policy.OpenAt,
            isSealed ? new PointReader(reader, Tag) : null
        );
        return null;
    }
}

/// <summary>Three trustees with a lock that opens points, and a public stream of events.</summary>
public sealed class PointStage
{
    private readonly List<(byte[] Salt, string Type, byte[] Event)> events = [];

    public PointStage()
    {
        ReaderKey = Rehearsal.Suite.Group.RandomScalar(Entropy.System);
        Platform = new Rehearsal(
            purpose: LockPurpose.Names,
            roles: new(null, null, SigningKey.Generate(Rehearsal.Suite).PublicPoint, null, null),
            rules: [new ToyPointRule(Rehearsal.PointOf(ReaderKey))]
        );
        Stage = new Stage(Platform);
        Stage.Locked();
    }

    public Scalar ReaderKey { get; }
    public Rehearsal Platform { get; }
    public Stage Stage { get; }
    public ModelTrustee First => Stage.First;

    public static byte[] Subject(byte slot, string text = "a point") => [slot, .. Encoding.UTF8.GetBytes(text)];

    /// <summary>Puts events into the stream and lets everybody cosign its head.</summary>
    public PointStage Tell(params byte[][] told)
    {
        foreach (var what in told)
        {
            events.Add((Rehearsal.Fresh(32), "Told", what));
            var (salt, type, bytes) = events[^1];
            Platform.Stream.Append(
                TreeHash.Leaf(Rehearsal.Suite, StreamLeaf.Of(Rehearsal.Suite, salt, events.Count - 1, type, bytes))
            );
        }
        foreach (var trustee in Stage.Trustees)
            Platform.Receive(
                trustee.Number,
                trustee.Do(Platform.Wants(trustee.Number).OfType<CosignWant>().Single()).Messages.Single()
            );
        return this;
    }

    public string Note() => Platform.Sign(Platform.StreamName, Platform.Stream.Size, Platform.Stream.Root());

    public string[] Lines(params int[] trustees) =>
        [.. trustees.Select(i => Encoding.UTF8.GetString(Platform.Said(TrusteeMessageKind.Cosignature, i)!.Body))];

    /// <summary>An honest want for a subject that was told at that height.</summary>
    public PointWant Want(byte[] subject, int height = 0) =>
        new(Rehearsal.Session, Rehearsal.Lot, Note(), Lines(1, 2), subject, [Evidence(height)], []);

    public PointEvidence Evidence(int height) =>
        new(
            height,
            events[height].Salt,
            events[height].Type,
            events[height].Event,
            Platform.Stream.InclusionProof(height, Platform.Stream.Size)
        );

    /// <summary>Brings the clock to the hour and has the first trustee's attested.</summary>
    public PointStage Attested(PointWant want)
    {
        Platform.Now = Platform.Policy.OpenAt + Rehearsal.Second;
        var asked = First.Do(want).Messages.Single();
        Assert.Equal(TrusteeMessageKind.AttestRequest, asked.Kind);
        var told = Stage
            .Trustees[1]
            .Do(new AttestWant(Rehearsal.Session, Rehearsal.Lot, 1, asked.Body, asked.Signature));
        var answer = told.Messages.Single();
        First.Do(
            new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [new PeerAttestation(2, answer.Body, answer.Signature)])
        );
        return this;
    }

    public static (byte[] Subject, byte[] Answer) Read(TrusteeMessage message) =>
        message.Kind == TrusteeMessageKind.Point
        && TrusteeBodies.TryPoint(message.Body, out var subject, out var answer)
            ? (subject, answer)
            : throw new InvalidOperationException($"{message.Kind} is no point.");
}
