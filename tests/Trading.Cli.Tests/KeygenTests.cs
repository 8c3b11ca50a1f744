using System.Security.Cryptography.X509Certificates;

namespace Trading.Cli.Tests;

public sealed class KeygenTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public async Task A_persons_certificate_is_anchored_in_the_authority_that_issued_it()
    {
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", shell.At("ca"));
        await shell.Must(
            "keygen",
            "--name",
            "甲建设集团有限公司",
            "--ca-key",
            shell.At("ca.key"),
            "--out",
            shell.At("bidder")
        );

        Assert.True(Certificate.TryParse(File.ReadAllBytes(shell.At("bidder.der")), out var person));
        Assert.True(Certificate.TryParse(File.ReadAllBytes(shell.At("ca.der")), out var authority));
        Assert.Equal("甲建设集团有限公司", person.Subject);
        Assert.True(person.IsIssuedBy(authority));
        using var key = PersonKey.Load(shell.At("bidder.key"));
        Assert.Equal(key.PublicPoint, person.Key);
    }

    [Theory]
    [InlineData("كلمة شركة")]
    [InlineData("🏗️ 建工 𠮷野")]
    [InlineData("a, O=b + c \"d\"")]
    public async Task A_name_of_any_script_comes_back_as_it_was_typed(string name)
    {
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", shell.At("ca"));
        await shell.Must("keygen", "--name", name, "--ca-key", shell.At("ca.key"), "--out", shell.At("p"));
        Assert.True(Certificate.TryParse(File.ReadAllBytes(shell.At("p.der")), out var person));
        Assert.Equal(name, person.Subject);
    }

    [Fact]
    public async Task The_system_accepts_the_chain_too()
    {
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", shell.At("ca"));
        await shell.Must("keygen", "--name", "someone", "--ca-key", shell.At("ca.key"), "--out", shell.At("p"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(shell.At("ca.der")));
        using var leaf = X509CertificateLoader.LoadCertificateFromFile(shell.At("p.der"));
        Assert.True(chain.Build(leaf), string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation)));
    }

    [Theory]
    [InlineData("ca.key")]
    [InlineData("platform.key")]
    [InlineData("t1/signing.key")]
    [InlineData("t1/static.key")]
    [InlineData("pool/signing.key")]
    [InlineData("pool/static.key")]
    public async Task Nobody_but_the_owner_may_read_a_private_key(string file)
    {
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", shell.At("ca"));
        await shell.Must("keygen", "--platform", "--name", "platform", "--out", shell.At("platform"));
        await shell.Must("keygen", "--trustee", "--name", "t1", "--out", shell.At("t1"));
        await shell.Must("keygen", "--custodian", "--name", "province", "--out", shell.At("pool"));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(shell.At(file)));
    }

    [Fact]
    public async Task A_key_that_exists_is_never_overwritten()
    {
        await shell.Must("keygen", "--platform", "--name", "platform", "--out", shell.At("platform"));
        var before = File.ReadAllBytes(shell.At("platform.key"));
        var again = await shell.Run("keygen", "--platform", "--name", "platform", "--out", shell.At("platform"));
        Assert.Equal(ExitCode.Usage, again.Code);
        Assert.Equal(before, File.ReadAllBytes(shell.At("platform.key")));
    }

    [Fact]
    public async Task What_to_make_must_be_said_once()
    {
        var none = await shell.Run("keygen", "--name", "x", "--out", shell.At("x"));
        var both = await shell.Run("keygen", "--name", "x", "--out", shell.At("x"), "--ca", "--platform");
        var two = await shell.Run("keygen", "--name", "x", "--out", shell.At("x"), "--gate", "--gateway");
        Assert.Equal((ExitCode.Usage, ExitCode.Usage, ExitCode.Usage), (none.Code, both.Code, two.Code));
        Assert.False(File.Exists(shell.At("x.key")) || Directory.Exists(shell.At("x")));
    }

    [Fact]
    public async Task A_name_that_certificates_cannot_hold_is_refused()
    {
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", shell.At("ca"));
        var ran = await shell.Run(
            "keygen",
            "--name",
            new string('长', 65),
            "--ca-key",
            shell.At("ca.key"),
            "--out",
            shell.At("p")
        );
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("64", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => shell.Dispose();
}
