using System.Security.Cryptography;

namespace Trading.Offices.Tests;

public sealed class SetupTests : IDisposable
{
    private readonly KeyFolder keys = new();

    public void Dispose() => keys.Dispose();

    [Fact]
    public void Keys_and_trust_file_say_who_this_is()
    {
        var self = keys.Load();
        Assert.Equal((OfficeKind.Gateway, "phones"), (self.Kind, self.Name));
        Assert.Equal(keys.Office.SigningKey, self.SigningKey.PublicPoint);
        Assert.Equal(
            keys.Office.StaticKey,
            Suite.P256.Group.MultiplySecret(self.StaticKey, Suite.P256.Group.Generator, Entropy.System).Encode()
        );
        Assert.Equal("gateway phones", self.ToString());
    }

    [Theory]
    [InlineData(KeyFiles.SigningFile)]
    [InlineData(KeyFiles.StaticFile)]
    public void A_key_that_is_missing_damaged_large_open_or_of_another_curve_is_refused(string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
            File.SetUnixFileMode(keys.Place(name), mode);
            Assert.Contains("0600", Problem(), StringComparison.Ordinal);
        }
        File.Delete(keys.Place(name));
        Assert.Contains("is missing", Problem(), StringComparison.Ordinal);
        keys.Write(name, [1, 2, 3]);
        Assert.Contains("no P-256 key", Problem(), StringComparison.Ordinal);
        keys.Write(name, new byte[1 << 20]);
        Assert.Contains("no P-256 key", Problem(), StringComparison.Ordinal);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        keys.Write(name, other.ExportPkcs8PrivateKey());
        Assert.Contains("no P-256 key", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_the_trust_file_does_not_name_together_and_for_this_kind_are_refused()
    {
        keys.WriteTrust(keys.Office with { Kind = OfficeKind.Gate });
        Assert.Contains("names no gateway", Problem(), StringComparison.Ordinal);
        keys.WriteTrust(keys.Office with { StaticKey = keys.Office.SigningKey });
        Assert.Contains("is not phones's static key", Problem(), StringComparison.Ordinal);
        File.WriteAllText(keys.Trust, "nonsense\n");
        Assert.Contains("Line 1", Problem(), StringComparison.Ordinal);
        File.Delete(keys.Trust);
        Assert.Contains("is missing", Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://platform.example/", true)]
    [InlineData("https://platform.example:8443", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://platform.example/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("https://user@platform.example/", false)]
    [InlineData("https://platform.example/path", false)]
    [InlineData("https://platform.example/?q", false)]
    [InlineData("https://platform.example/#f", false)]
    [InlineData("ftp://platform.example/", false)]
    [InlineData("platform", false)]
    [InlineData("", false)]
    public void An_office_calls_this_machine_or_over_tls(string text, bool isTaken) =>
        Assert.Equal(isTaken, OfficeClient.TryAddress(text, out _));

    private string Problem() => Assert.Throws<OfficeSetupException>(keys.Load).Message;
}
