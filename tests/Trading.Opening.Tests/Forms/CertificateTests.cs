using System.Formats.Asn1;
using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Opening.Tests;

public class CertificateTests
{
    private static readonly Authority Centre = new("Centre");
    private static readonly Person Person = new("张三 · Ltd", Centre);

    [Fact]
    public void Name_key_and_validity_are_read()
    {
        Assert.True(Certificate.TryParse(Person.Certificate, out var read));
        Assert.Equal("张三 · Ltd", read.Subject);
        Assert.Equal(Person.Key, read.Key);
        Assert.Equal(Micros(Authority.From), read.From);
        Assert.Equal(Micros(Authority.Until), read.Until);
    }

    [Fact]
    public void An_authority_of_the_trust_file_anchors_it_within_its_validity()
    {
        Assert.True(Certificate.TryParse(Person.Certificate, out var read));
        var known = Certificate.ReadAll([Centre.Certificate]);
        Assert.True(read.IsAnchored(known, Micros(Authority.From)));
        Assert.True(read.IsAnchored(known, Micros(Authority.Until)));
        Assert.False(read.IsAnchored(known, Micros(Authority.From) - 1));
        Assert.False(read.IsAnchored(known, Micros(Authority.Until) + 1));
        Assert.False(read.IsAnchored([], Micros(Authority.From)));
    }

    [Fact]
    public void Another_authority_of_the_same_name_does_not_anchor_it()
    {
        using var twin = new Authority("Centre");
        Assert.True(Certificate.TryParse(Person.Certificate, out var read));
        Assert.False(read.IsAnchored(Certificate.ReadAll([twin.Certificate]), Micros(Authority.From)));
    }

    [Fact]
    public void An_authority_of_another_name_does_not_anchor_it()
    {
        using var other = new Authority("Other");
        Assert.True(Certificate.TryParse(Person.Certificate, out var read));
        Assert.False(read.IsAnchored(Certificate.ReadAll([other.Certificate]), Micros(Authority.From)));
    }

    [Fact]
    public void Explicit_curve_parameters_are_refused()
    {
        var parameters = ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportExplicitParameters(false);
        var spki = ExplicitSpki(parameters);
        Assert.False(Certificate.TryParse(WithKey(Person.Certificate, spki), out _));
        // The same surgery with a named key stays readable, so it is the parameters that are refused.
        using var other = new Person("other", Centre);
        Assert.True(
            Certificate.TryParse(WithKey(Person.Certificate, Spki.Encode(TestLock.Suite, other.Key)), out var read)
        );
        Assert.Equal(other.Key, read.Key);
    }

    [Fact]
    public void Another_curve_is_refused()
    {
        using var person = new Person("p384", Centre, curve: ECCurve.NamedCurves.nistP384);
        Assert.False(Certificate.TryParse(person.Certificate, out _));
    }

    [Fact]
    public void Truncated_extended_and_empty_bytes_are_refused()
    {
        for (var length = 0; length < Person.Certificate.Length; length++)
            Assert.False(Certificate.TryParse(Person.Certificate.AsSpan(0, length), out _));
        Assert.False(Certificate.TryParse([.. Person.Certificate, 0], out _));
    }

    [Fact]
    public void A_certificate_over_8192_bytes_is_not_looked_at() =>
        Assert.False(Certificate.TryParse(new byte[Certificate.MostBytes + 1], out _));

    [Fact]
    public void Deep_nesting_is_refused_without_descending()
    {
        var nested = new byte[Certificate.MostBytes];
        for (var i = 0; i + 4 <= nested.Length; i += 4)
            (nested[i], nested[i + 1], nested[i + 2], nested[i + 3]) = (
                0x30,
                0x82,
                (byte)((nested.Length - i - 4) >> 8),
                (byte)(nested.Length - i - 4)
            );
        Assert.False(Certificate.TryParse(nested, out _));
    }

    [Fact]
    public void Every_flipped_byte_breaks_the_certificate_or_its_anchor()
    {
        var known = Certificate.ReadAll([Centre.Certificate]);
        for (var i = 0; i < Person.Certificate.Length; i++)
        {
            var flipped = (byte[])Person.Certificate.Clone();
            flipped[i] ^= 1;
            Assert.False(
                Certificate.TryParse(flipped, out var read) && read.IsAnchored(known, Micros(Authority.From)),
                $"byte {i}"
            );
        }
    }

    // Rebuilds the certificate around another public key; its signature no longer holds, which reading does not ask.
    private static byte[] WithKey(byte[] certificate, byte[] spki)
    {
        var outer = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        var fields = outer.ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                for (var i = 0; fields.HasData; i++)
                {
                    var field = fields.ReadEncodedValue();
                    writer.WriteEncodedValue(i == 6 ? spki : field.Span);
                }
            }
            while (outer.HasData)
                writer.WriteEncodedValue(outer.ReadEncodedValue().Span);
        }
        return writer.Encode();
    }

    private static byte[] ExplicitSpki(ECParameters key)
    {
        var (curve, writer) = (key.Curve, new AsnWriter(AsnEncodingRules.DER));
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                using (writer.PushSequence())
                {
                    writer.WriteInteger(1);
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("1.2.840.10045.1.1");
                        writer.WriteIntegerUnsigned(curve.Prime);
                    }
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(curve.A);
                        writer.WriteOctetString(curve.B);
                    }
                    writer.WriteOctetString([4, .. curve.G.X!, .. curve.G.Y!]);
                    writer.WriteIntegerUnsigned(curve.Order);
                }
            }
            writer.WriteBitString([4, .. key.Q.X!, .. key.Q.Y!]);
        }
        return writer.Encode();
    }

    private static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}
