using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Locks.Policies;

namespace Trading.Tests.Offices;

/// <summary>The keys of an office as its folder holds them, and a trust file that names it.</summary>
internal sealed class OfficeKeys : IDisposable
{
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public OfficeKeys(OfficeKind kind, string name = "desk-1")
    {
        Folder = Directory.CreateTempSubdirectory("trading-office-").FullName;
        Signing = SigningKey.Generate(Suite.P256);
        using var fixedKey = SigningKey.Generate(Suite.P256);
        StaticPoint = fixedKey.PublicPoint;
        Write("signing.key", Signing.ToPkcs8());
        Write("static.key", fixedKey.ToPkcs8());
        Name = name;
        using var platform = SigningKey.Generate(Suite.P256);
        var trust = new TrustFile(
            [new("platform", platform.PublicPoint)],
            [],
            [],
            [new TrustedOffice(kind, name, Signing.PublicPoint, StaticPoint)]
        );
        File.WriteAllText(Trust, trust.ToText());
        Static = ScalarOf(fixedKey);
    }

    public string Folder { get; }

    public string Trust => Path.Combine(Folder, "trust.txt");

    public string Name { get; }

    public SigningKey Signing { get; }

    public byte[] StaticPoint { get; }

    public Scalar Static { get; }

    public void Dispose()
    {
        Signing.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        File.SetUnixFileMode(path, OwnersOwn);
    }

    private static Scalar ScalarOf(SigningKey key)
    {
        using var plain = ECDsa.Create();
        plain.ImportPkcs8PrivateKey(key.ToPkcs8(), out _);
        Assert.True(Suite.P256.Group.TryDecodeScalar(plain.ExportParameters(true).D!, out var scalar));
        return scalar;
    }
}
