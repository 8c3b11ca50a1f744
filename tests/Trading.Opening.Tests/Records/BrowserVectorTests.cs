using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Crypto;
using Trading.Documents;

namespace Trading.Opening.Tests.Records;

/// <summary>
/// tests/vectors/records/attributes.json: an unsigned record and what its host signs, for browsers, which cannot print
/// but check what they sign. The certificate is drawn when the file is written (TRADING_WRITE_VECTORS=1); every run
/// checks the frozen bytes with the code of today.
/// </summary>
public class BrowserVectorTests
{
    private sealed record Vectors(string Format, byte[] Pdf, byte[] Digest, byte[] Certificate, Case[] Cases);

    /// <summary>Signing time in UTC microseconds, and the attributes.</summary>
    private sealed record Case(long At, byte[] Attributes);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void What_a_browser_checks_before_it_signs_is_frozen()
    {
        var (path, session) = (
            Path.Combine(EventCodecTests.Root(), "tests", "vectors", "records", "attributes.json"),
            RecordSamples.Smallest()
        );
        var draft = RecordPrinting.Draft(session);
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            Write(path, draft.Pdf, session.At);
        var frozen = JsonSerializer.Deserialize<Vectors>(File.ReadAllText(path), Options)!;
        Assert.Equal(Suite.P256.Hash(draft.Pdf), Suite.P256.Hash(frozen.Pdf));
        Assert.Equal(PdfSignature.Digest(draft.Pdf), frozen.Digest);
        Assert.Equal(session.At, frozen.Cases[0].At);
        Assert.Equal(draft.Attributes(frozen.Certificate), frozen.Cases[0].Attributes);
        foreach (var one in frozen.Cases)
            Assert.Equal(PdfSignature.SignedAttributes(frozen.Digest, one.At, frozen.Certificate), one.Attributes);
    }

    private static void Write(string path, byte[] pdf, long at)
    {
        var certificate = File.Exists(path)
            ? JsonSerializer.Deserialize<Vectors>(File.ReadAllText(path), Options)!.Certificate
            : World.Host.Certificate;
        var digest = PdfSignature.Digest(pdf);
        // The last second that UTCTime spells, and the first that it does not.
        long[] times = [at, 2_524_607_999_999_999, 2_524_608_000_000_000];
        var vectors = new Vectors(
            "BidLock/1 record: base64 bytes; an unsigned record and what its host signs",
            pdf,
            digest,
            certificate,
            [.. times.Select(t => new Case(t, PdfSignature.SignedAttributes(digest, t, certificate)))]
        );
        File.WriteAllText(path, JsonSerializer.Serialize(vectors, Options) + "\n");
    }
}
