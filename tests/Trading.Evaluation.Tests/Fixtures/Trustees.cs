using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Locks.Policies;

namespace Trading.Evaluation.Tests.Fixtures;

/// <summary>Three trustees in memory, two of whom open, and the locks that they make.</summary>
internal sealed class Trustees
{
    public const int Threshold = 2;
    private readonly Entropy entropy;
    private readonly string word;
    private readonly Scalar[] statics;
    private readonly byte[][] signingKeys;
    private readonly Dictionary<LockPurpose, Scalar[]> shares = [];

    /// <param name="entropy">Where secrets come from.</param>
    /// <param name="supervisor">Whom policies name; somebody where nobody is given.</param>
    /// <param name="signers">Platform and trustees, where somebody signs heads.</param>
    /// <param name="platform">The platform's key, where it is another one's.</param>
    /// <param name="word">What trustees' names begin with.</param>
    public Trustees(
        Entropy entropy,
        SigningKey? supervisor = null,
        IReadOnlyList<SigningKey>? signers = null,
        byte[]? platform = null,
        string word = "t"
    )
    {
        (this.entropy, this.word) = (entropy, word);
        statics = [.. Enumerable.Range(0, 3).Select(_ => Suite.P256.Group.RandomScalar(entropy))];
        signingKeys = signers is null
            ? [.. statics.Select(_ => Point())]
            : [.. signers.Skip(1).Select(k => k.PublicPoint)];
        PlatformKey = platform ?? signers?[0].PublicPoint ?? Point();
        Roles = new(null, null, null, null, supervisor?.PublicPoint ?? Point());
    }

    /// <summary>Whom policies name for the roles of a draw.</summary>
    public PolicyRoles Roles { get; set; }

    /// <summary>Of the platform whom policies and trust file name.</summary>
    public byte[] PlatformKey { get; }

    /// <summary>Offices that stand in the trust file.</summary>
    public IReadOnlyList<TrustedOffice> Offices { get; init; } = [];

    public TrustFile Trust =>
        new(
            [new("platform", PlatformKey)],
            statics.Select((s, i) => new TrustedTrustee($"{word}{i + 1}", signingKeys[i], PointOf(s))),
            [],
            Offices
        );

    public LockPolicy Policy(DrawRequest request, LockPurpose purpose) =>
        new()
        {
            Session = request.Draw,
            Lot = DrawLots.Of(purpose),
            Purpose = purpose,
            Suite = request.Suite,
            Threshold = Threshold,
            Trustees = [.. statics.Select((s, i) => new PolicyTrustee($"{word}{i + 1}", PointOf(s), signingKeys[i]))],
            PlatformKey = PlatformKey,
            Custody = Custody.Single,
            CloseAt = request.DrawAt,
            OpenAt = request.DrawAt,
            DrawAt = purpose == LockPurpose.Draw ? request.DrawAt : 0,
            Ticks = [new(30, 10)],
            RecordSizeBytes = 4096,
            SecondSecret = Trading.Locks.Policies.SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = true,
            Roles = Roles,
            TermsHash = request.Hash(),
        };

    public DrawLocks Locks(DrawRequest request) =>
        new(
            Certify(Policy(request, LockPurpose.Draw)),
            Certify(Policy(request, LockPurpose.Names)),
            Certify(Policy(request, LockPurpose.Contact))
        );

    /// <summary>The shares of a lock: whoever has t of them answers for its trustees.</summary>
    public IReadOnlyList<Scalar> SharesOf(LockPurpose purpose) => shares[purpose];

    public PartialBatch Answer(LockPurpose purpose, PartialOpening opening, int trustee) =>
        opening.Open(trustee, shares[purpose][trustee - 1], entropy);

    private LockCertificate Certify(LockPolicy policy)
    {
        var parameters = policy.CeremonyParameters();
        int[] indices = [1, 2, 3];
        byte[][] messages = [.. indices.Select(i => Ceremony.CreateMessage(parameters, i, statics[i - 1], entropy))];
        byte[][] commitments = [.. indices.Select(i => Ceremony.Commit(parameters, i, messages[i - 1]))];
        var results = indices
            .Select(i =>
            {
                var failure = Ceremony.TryComplete(
                    parameters,
                    i,
                    statics[i - 1],
                    messages[i - 1],
                    commitments,
                    messages,
                    entropy,
                    out var result
                );
                return failure.Failed ? throw new InvalidOperationException($"{failure.Fault}") : result!;
            })
            .ToArray();
        shares[policy.Purpose] = [.. results.Select(r => r.Share)];
        var assembled = LockCertificate.TryAssemble(
            parameters,
            commitments,
            messages,
            [.. results.Select(r => r.Signature)],
            out var made
        );
        return assembled.Failed ? throw new InvalidOperationException($"{assembled.Fault}") : made!;
    }

    private byte[] Point() => PointOf(Suite.P256.Group.RandomScalar(entropy));

    private byte[] PointOf(Scalar secret) =>
        Suite.P256.Group.MultiplySecret(secret, Suite.P256.Group.Generator, entropy).Encode();
}
