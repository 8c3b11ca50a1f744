using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Cli.Tests;

/// <summary>Keys that follow from a seed: vectors are the same each time.</summary>
internal static class SeededPeople
{
    private static readonly Suite Suite = Suite.P256;

    /// <summary>One platform, three trustees, the three offices of draws.</summary>
    public static TrustFile TrustOf(Entropy entropy)
    {
        byte[] Point() => PointOf(Suite.Group.RandomScalar(entropy));
        return new TrustFile(
            [new("platform", Point())],
            [new("t1", Point(), Point()), new("t2", Point(), Point()), new("t3", Point(), Point())],
            [],
            [
                new(OfficeKind.Custodian, "pool", Point(), Point()),
                new(OfficeKind.Gateway, "bell", Point(), Point()),
                new(OfficeKind.Gate, "door", Point(), Point()),
            ]
        );
    }

    public static byte[] PointOf(Scalar secret) => Suite.Group.Multiply(secret, Suite.Group.Generator).Encode();

    public static PersonKey KeyOf(Scalar secret)
    {
        var point = PointOf(secret);
        var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = secret.Encode(),
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        return PersonKey.Of(key, []);
    }
}
