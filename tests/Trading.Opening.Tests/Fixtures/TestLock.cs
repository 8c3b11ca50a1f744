using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// Three trustees with real keys, and real locks that they make in memory; a lock is made once per policy.
/// </summary>
internal static class TestLock
{
    public static readonly Suite Suite = Suite.P256;
    public static readonly SigningKey Platform = SigningKey.Generate(Suite);
    public static readonly SigningKey[] TrusteeSigners =
    [
        .. Enumerable.Range(0, 3).Select(_ => SigningKey.Generate(Suite)),
    ];
    public static readonly Scalar[] TrusteeSecrets =
    [
        .. Enumerable.Range(0, 3).Select(_ => Suite.Group.RandomScalar(Entropy.System)),
    ];

    private static readonly ConcurrentDictionary<string, Lazy<MadeLock>> Made = new();

    public static PolicyTrustee[] Trustees { get; } =
    [
        .. Enumerable
            .Range(0, 3)
            .Select(i => new PolicyTrustee(
                $"trustee{i + 1}",
                PublicOf(TrusteeSecrets[i]),
                TrusteeSigners[i].PublicPoint
            )),
    ];

    public static MadeLock For(LockPolicy policy)
    {
        var key = Convert.ToHexString(LockPolicyCodec.Hash(Suite, LockPolicyCodec.ToBytes(policy)));
        return Made.GetOrAdd(key, _ => new Lazy<MadeLock>(() => Make(policy))).Value;
    }

    private static MadeLock Make(LockPolicy policy)
    {
        var parameters = policy.CeremonyParameters();
        byte[][] messages =
        [
            .. Enumerable
                .Range(1, 3)
                .Select(i => Ceremony.CreateMessage(parameters, i, TrusteeSecrets[i - 1], Entropy.System)),
        ];
        byte[][] commitments = [.. Enumerable.Range(1, 3).Select(i => Ceremony.Commit(parameters, i, messages[i - 1]))];
        var signatures = new byte[3][];
        for (var i = 1; i <= 3; i++)
        {
            var failure = Ceremony.TryComplete(
                parameters,
                i,
                TrusteeSecrets[i - 1],
                messages[i - 1],
                commitments,
                messages,
                Entropy.System,
                out var result
            );
            signatures[i - 1] = failure.Failed
                ? throw new CryptographicException(failure.ToString())
                : result!.Signature;
        }
        var assembled = LockCertificate.TryAssemble(parameters, commitments, messages, signatures, out var certificate);
        return assembled.Failed
            ? throw new CryptographicException(assembled.ToString())
            : new MadeLock(commitments, messages, signatures, certificate!);
    }

    private static byte[] PublicOf(Scalar secret) =>
        Suite.Group.MultiplySecret(secret, Suite.Group.Generator, Entropy.System).Encode();
}

/// <summary>A lock and everything that went through the coordinator.</summary>
internal sealed record MadeLock(
    byte[][] Commitments,
    byte[][] Messages,
    byte[][] Signatures,
    LockCertificate Certificate
)
{
    public byte[] Bytes { get; } = Certificate.ToBytes();

    public IEnumerable<LogCeremonyMessage> Commands(string lot, long now)
    {
        foreach (var (round, bodies) in new[] { (0, Commitments), (1, Messages), (3, Signatures) })
        {
            for (var i = 0; i < bodies.Length; i++)
                yield return new LogCeremonyMessage(now, lot, i + 1, round, TestLock.Suite.Hash(bodies[i]));
        }
    }
}
