using System.Formats.Asn1;
using System.Text;
using System.Text.RegularExpressions;

namespace Trading.Streams.Acts;

/// <summary>
/// Whom a certificate names, for comparison with what a bidder writes. Whatever cannot be read names nobody: it never
/// makes a certificate unreadable. Source: docs/spec/form.md, "Whom a certificate names".
/// </summary>
/// <param name="Names">Values of organizationName, then of commonName, each once, in the subject's order.</param>
/// <param name="Code">The first credit code in organizationIdentifier, else in serialNumber; empty where there is
/// none.</param>
public sealed partial record CertificateSubject(IReadOnlyList<string> Names, string Code)
{
    /// <summary>The attribute of a subject that holds an organisation's code.</summary>
    public const string OrganizationIdentifier = "2.5.4.97";

    internal const string CommonName = "2.5.4.3";
    private const string SerialNumber = "2.5.4.5";
    private const string OrganizationName = "2.5.4.10";
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding StrictUtf16 = new(
        bigEndian: true,
        byteOrderMark: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The names as one text, or an empty one.</summary>
    public string Name => string.Join(" / ", Names);

    /// <summary>Names and code as one text.</summary>
    public string Text => Code.Length > 0 ? $"{Name} {Code}" : Name;

    /// <summary>Reads the subject of DER bytes (an RDNSequence).</summary>
    internal static CertificateSubject Of(byte[] subject)
    {
        List<(string Type, string Value)> attributes = [];
        try
        {
            Read(subject, attributes);
        }
        catch (AsnContentException)
        {
            attributes.Clear();
        }
        IEnumerable<string> Values(string type) => attributes.Where(a => a.Type == type).Select(a => a.Value);
        var codes = Values(OrganizationIdentifier).Concat(Values(SerialNumber)).Select(CodeIn);
        return new(
            [
                .. Values(OrganizationName)
                    .Concat(Values(CommonName))
                    .Where(name => name.Length > 0)
                    .Distinct(StringComparer.Ordinal),
            ],
            codes.FirstOrDefault(code => code.Length > 0) ?? ""
        );
    }

    private static void Read(byte[] subject, List<(string, string)> attributes)
    {
        var names = new AsnReader(subject, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            // The order within a set is DER's business; whoever issued the certificate signed these bytes.
            var set = names.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                if (TextOf(attribute.ReadEncodedValue().Span) is { } value)
                    attributes.Add((type, value));
            }
        }
    }

    // The string types that names use today; a value of another one is passed over.
    private static string? TextOf(ReadOnlySpan<byte> encoded)
    {
        var tag = AsnDecoder.ReadEncodedValue(encoded, AsnEncodingRules.DER, out var offset, out var length, out _);
        var content = encoded.Slice(offset, length);
        try
        {
            return tag.TagClass != TagClass.Universal || tag.IsConstructed
                ? null
                : (UniversalTagNumber)tag.TagValue switch
                {
                    UniversalTagNumber.UTF8String => StrictUtf8.GetString(content),
                    UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String =>
                        content.IndexOfAnyExceptInRange((byte)0, (byte)0x7f) < 0
                            ? Encoding.ASCII.GetString(content)
                            : null,
                    UniversalTagNumber.BMPString => StrictUtf16.GetString(content),
                    _ => null,
                };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string CodeIn(string value)
    {
        var code = Prefix().Replace(value, "");
        return CreditCode.IsValid(code) ? code : "";
    }

    // ETSI EN 319 412-1: three letters of the scheme, the country, a hyphen, and the identifier.
    [GeneratedRegex("^[A-Z]{3}CN-")]
    private static partial Regex Prefix();
}
