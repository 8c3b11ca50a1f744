using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Trustee.Tests;

public sealed class SetupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustee-setup-");
    private readonly ECDsa signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa fixedKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SetupTests()
    {
        Write("signing.key", signing.ExportPkcs8PrivateKey());
        Write("static.key", fixedKey.ExportPkcs8PrivateKey());
        WriteTrust(PointOf(signing), PointOf(fixedKey));
    }

    [Fact]
    public void Keys_and_trust_file_say_who_this_is()
    {
        var self = Options().Self();
        Assert.Equal("notary", self.Name);
        Assert.Equal(PointOf(signing), self.SigningKey.PublicPoint);
        Assert.Equal(
            PointOf(fixedKey),
            Suite.P256.Group.MultiplySecret(self.StaticKey, Suite.P256.Group.Generator, Entropy.System).Encode()
        );
        Assert.False(self.ClockIsOffset);
    }

    [Fact]
    public void One_process_serves_locks_of_every_purpose()
    {
        var self = Options().Self();
        Assert.All(Enum.GetValues<LockPurpose>(), purpose => Assert.NotNull(self.RuleFor(purpose)));
        Assert.Equal(Enum.GetValues<LockPurpose>(), self.Rules.SelectMany(r => r.Purposes).Order());
    }

    [Fact]
    public void An_agent_opens_from_options_alone()
    {
        using var agent = TrusteeAgent.Open(Options(), _ => { });
        Assert.Empty(agent.State.Lots);
    }

    [Fact]
    public void A_clock_offset_moves_the_clock_and_marks_the_trustee()
    {
        var options = Options() with { ClockOffsetMillis = 3_600_000 };
        Assert.InRange(options.Now() - Options().Now(), 3_599_000_000, 3_601_000_000);
        Assert.True(options.Self().ClockIsOffset);
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(
            Place("static.key"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        );
        Assert.Contains(
            "0600",
            Assert.Throws<TrusteeSetupException>(() => Options().Self()).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("signing.key")]
    [InlineData("static.key")]
    public void A_key_that_is_missing_damaged_or_of_another_curve_is_refused(string name)
    {
        File.Delete(Place(name));
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
        Write(name, [1, 2, 3]);
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Write(name, other.ExportPkcs8PrivateKey());
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
    }

    [Fact]
    public void Keys_that_the_trust_file_does_not_name_together_are_refused()
    {
        WriteTrust(PointOf(signing), PointOf(signing));
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
        WriteTrust(PointOf(fixedKey), PointOf(signing));
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
        File.WriteAllText(Place("trust.txt"), "nonsense\n");
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
        File.Delete(Place("trust.txt"));
        Assert.Throws<TrusteeSetupException>(() => Options().Self());
    }

    public void Dispose()
    {
        signing.Dispose();
        fixedKey.Dispose();
        folder.Delete(recursive: true);
    }

    private TrusteeOptions Options() =>
        new(new Uri("http://127.0.0.1:9"), folder.FullName, Place("trust.txt"), Place("data"));

    private string Place(string name) => Path.Combine(folder.FullName, name);

    private void Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Place(name), bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Place(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void WriteTrust(byte[] signingPoint, byte[] staticPoint) =>
        File.WriteAllText(
            Place("trust.txt"),
            new TrustFile([], [new("notary", signingPoint, staticPoint)], []).ToText()
        );

    private static byte[] PointOf(ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return [4, .. q.X!, .. q.Y!];
    }
}
