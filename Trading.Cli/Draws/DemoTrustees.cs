using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>
/// Three trustees in this process, two of whom open: real ceremonies, real answers, and nobody who would keep a secret
/// from the others. For a demonstration alone.
/// </summary>
internal sealed class DemoTrustees
{
    public const int Count = 3;
    public const int Threshold = 2;

    private readonly Entropy entropy;
    private readonly Scalar[] secrets;
    private readonly byte[][] signingKeys;
    private readonly byte[] platform;
    private readonly Dictionary<LockPurpose, Scalar[]> shares = [];

    public DemoTrustees(Entropy entropy)
    {
        this.entropy = entropy;
        secrets = [.. Enumerable.Range(0, Count).Select(_ => Suite.P256.Group.RandomScalar(entropy))];
        // Nobody signs in a demonstration: a point stands where a key would.
        signingKeys = [.. secrets.Select(_ => PointOf(Suite.P256.Group.RandomScalar(entropy)))];
        platform = PointOf(Suite.P256.Group.RandomScalar(entropy));
    }

    public static IReadOnlyList<LockPurpose> Purposes { get; } =
    [LockPurpose.Draw, LockPurpose.Names, LockPurpose.Contact];

    /// <summary>What a reader of the demonstration would have got from the trustees themselves.</summary>
    public TrustFile Trust() =>
        new(
            [new("platform", platform)],
            secrets.Select((s, i) => new TrustedTrustee(NameOf(i + 1), signingKeys[i], PointOf(s))),
            []
        );

    public LockPolicy Policy(DrawRequest request, LockPurpose purpose) =>
        new()
        {
            Session = request.Draw,
            Lot = DrawLots.Of(purpose),
            Purpose = purpose,
            Suite = request.Suite,
            Threshold = Threshold,
            Trustees = [.. secrets.Select((s, i) => new PolicyTrustee(NameOf(i + 1), PointOf(s), signingKeys[i]))],
            PlatformKey = platform,
            Custody = Custody.Single,
            CloseAt = request.DrawAt,
            OpenAt = request.DrawAt,
            DrawAt = purpose == LockPurpose.Draw ? request.DrawAt : 0,
            Ticks = [new(30, 10)],
            RecordSizeBytes = 4096,
            SecondSecret = SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = true,
            Roles = new(null, null, null, null, null),
            TermsHash = request.Hash(),
        };

    public DrawLocks Locks(DrawRequest request)
    {
        var made = Purposes.Select(purpose => Certify(Policy(request, purpose))).ToArray();
        return new DrawLocks(made[0], made[1], made[2]);
    }

    public PartialBatch Answer(LockPurpose purpose, PartialOpening opening, int trustee) =>
        opening.Open(trustee, shares[purpose][trustee - 1], entropy);

    private static string NameOf(int trustee) => $"trustee-{trustee}";

    private LockCertificate Certify(LockPolicy policy)
    {
        var parameters = policy.CeremonyParameters();
        var numbers = Enumerable.Range(1, Count).ToArray();
        var messages = Array.ConvertAll(numbers, i => Ceremony.CreateMessage(parameters, i, secrets[i - 1], entropy));
        var commitments = Array.ConvertAll(numbers, i => Ceremony.Commit(parameters, i, messages[i - 1]));
        var results = Array.ConvertAll(numbers, i => Complete(parameters, i, commitments, messages));
        shares[policy.Purpose] = Array.ConvertAll(results, r => r.Share);
        var failure = LockCertificate.TryAssemble(
            parameters,
            commitments,
            messages,
            Array.ConvertAll(results, r => r.Signature),
            out var certificate
        );
        return failure.Failed ? throw new InvalidOperationException($"{failure.Fault}") : certificate!;
    }

    private CeremonyResult Complete(CeremonyParameters parameters, int trustee, byte[][] commitments, byte[][] messages)
    {
        var failure = Ceremony.TryComplete(
            parameters,
            trustee,
            secrets[trustee - 1],
            messages[trustee - 1],
            commitments,
            messages,
            entropy,
            out var result
        );
        return failure.Failed ? throw new InvalidOperationException($"{failure.Fault}") : result!;
    }

    private byte[] PointOf(Scalar secret) =>
        Suite.P256.Group.MultiplySecret(secret, Suite.P256.Group.Generator, entropy).Encode();
}
