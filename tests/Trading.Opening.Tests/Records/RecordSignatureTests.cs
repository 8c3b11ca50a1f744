using System.Reflection;
using Trading.Crypto;
using Trading.Documents;

namespace Trading.Opening.Tests.Records;

public class RecordSignatureTests
{
    private static readonly Lazy<DocumentDraft> Draft = new(() => RecordPrinting.Draft(RecordSamples.Ordinary()));

    [Fact]
    public void The_signed_record_is_valid_for_a_reader_of_documents()
    {
        var host = World.Host;
        var signed = Draft.Value.Signed(host.Certificate, host.Sign(Draft.Value.Attributes(host.Certificate)));
        var said = RecordPrinting.Run("pdfsig", signed, "-nocert", "FILE").Output;
        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("Signer Certificate Common Name: host", said, StringComparison.Ordinal);
        Assert.Equal(0, RecordPrinting.Run("qpdf", signed, "--check", "FILE").Exit);
    }

    [Fact]
    public void A_signature_over_another_record_is_not_valid()
    {
        var host = World.Host;
        var signed = Draft.Value.Signed(host.Certificate, host.Sign([1, 2, 3]));
        Assert.Contains(
            "Signature is Invalid",
            RecordPrinting.Run("pdfsig", signed, "-nocert", "FILE").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_the_host_signs_here_can_be_no_tagged_message()
    {
        // A tagged message begins with the length of its tag; these attributes begin with 0x31, the type SET.
        Assert.Equal(0x31, Draft.Value.Attributes(World.Host.Certificate)[0]);
        var tags = typeof(Tags)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.IsLiteral)
            .Select(f => (string)f.GetRawConstantValue()!)
            .ToList();
        Assert.True(tags.Count > 20);
        Assert.DoesNotContain(tags, t => t.Length == 0x31);
    }
}
