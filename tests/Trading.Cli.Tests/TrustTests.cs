using Trading.Crypto;

namespace Trading.Cli.Tests;

public sealed class TrustTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public async Task Lines_of_all_parties_become_one_canonical_file()
    {
        await MakeParties();
        await shell.Must(
            "trust",
            shell.At("t2/trustee.trust"),
            shell.At("ca.trust"),
            shell.At("t1/trustee.trust"),
            shell.At("platform.trust"),
            "--out",
            shell.At("trust.txt")
        );

        var trust = TrustFile.Parse(File.ReadAllText(shell.At("trust.txt")));
        Assert.Equal("platform", Assert.Single(trust.Platforms).Name);
        Assert.Equal(["t1", "t2"], trust.Trustees.Select(t => t.Name).Order());
        Assert.Equal("demo-ca", Assert.Single(trust.Authorities).Name);
    }

    [Fact]
    public async Task Offices_make_keys_as_trustees_do_and_stand_in_the_same_file()
    {
        await MakeParties();
        foreach (var office in new[] { "custodian", "gateway", "gate" })
            await shell.Must("keygen", $"--{office}", "--name", $"the-{office}", "--out", shell.At(office));
        var said = await shell.Must(
            "trust",
            shell.At("gate/gate.trust"),
            shell.At("platform.trust"),
            shell.At("custodian/custodian.trust"),
            shell.At("gateway/gateway.trust"),
            shell.At("gate/gate.trust"),
            "--out",
            shell.At("trust.txt")
        );
        Assert.Contains("3 offices", said, StringComparison.Ordinal);
        var trust = TrustFile.Parse(File.ReadAllText(shell.At("trust.txt")));
        Assert.Equal(
            [
                (OfficeKind.Custodian, "the-custodian"),
                (OfficeKind.Gateway, "the-gateway"),
                (OfficeKind.Gate, "the-gate"),
            ],
            trust.Offices.Select(office => (office.Kind, office.Name)).Order()
        );
        foreach (var office in trust.Offices)
        {
            var folder = office.Kind.ToString().ToLowerInvariant();
            Assert.Equal(office.SigningKey, PublicPointOf(shell.At($"{folder}/signing.key")));
            Assert.Equal(office.StaticKey, PublicPointOf(shell.At($"{folder}/static.key")));
        }
    }

    [Fact]
    public async Task A_line_that_comes_twice_stands_once()
    {
        await MakeParties();
        var once = await shell.Must("trust", shell.At("ca.trust"), shell.At("t1/trustee.trust"));
        var twice = await shell.Must("trust", shell.At("ca.trust"), shell.At("t1/trustee.trust"), shell.At("ca.trust"));
        Assert.Equal(once, twice);
    }

    [Fact]
    public async Task Two_keys_under_one_name_are_refused()
    {
        await shell.Must("keygen", "--trustee", "--name", "t1", "--out", shell.At("a"));
        await shell.Must("keygen", "--trustee", "--name", "t1", "--out", shell.At("b"));
        var ran = await shell.Run("trust", shell.At("a/trustee.trust"), shell.At("b/trustee.trust"));
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("twice", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_is_no_trust_line()
    {
        await MakeParties();
        var ran = await shell.Run("trust", shell.At("platform.key"));
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public async Task An_authority_may_bring_its_own_certificate()
    {
        await MakeParties();
        var text = await shell.Must("trust", "--ca", $"省公共资源CA={shell.At("ca.der")}");
        Assert.Equal("省公共资源CA", Assert.Single(TrustFile.Parse(text).Authorities).Name);
    }

    public void Dispose() => shell.Dispose();

    private static byte[] PublicPointOf(string path)
    {
        Assert.True(SigningKey.TryFromPkcs8(Suite.P256, File.ReadAllBytes(path), out var key));
        using (key)
            return key.PublicPoint;
    }

    private async Task MakeParties()
    {
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", shell.At("ca"));
        await shell.Must("keygen", "--platform", "--name", "platform", "--out", shell.At("platform"));
        foreach (var name in new[] { "t1", "t2" })
            await shell.Must("keygen", "--trustee", "--name", name, "--out", shell.At(name));
    }
}
