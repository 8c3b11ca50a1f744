using Trading.Media.Srtp;

namespace Trading.Media.Tests.Srtp;

/// <summary>RFC 3711, appendix B.2 and B.3; RFC 7714, sections 16.1.1 and 17.1.</summary>
public class SrtpVectorTests
{
    private static readonly byte[] GcmKey = Hex.Bytes("000102030405060708090a0b0c0d0e0f");
    private static readonly byte[] GcmSalt = Hex.Bytes("517569642070726f2071756f");

    [Fact]
    public void Counter_mode_makes_the_stream_of_B_2()
    {
        var key = Hex.Bytes("2B7E151628AED2A6ABF7158809CF4F3C");
        using var stream = new KeyStream(key, Hex.Bytes("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        var bytes = new byte[48];
        stream.Apply(0, 0, new byte[48], bytes);
        Assert.Equal(Hex.Bytes("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB"), bytes[..32]);
    }

    [Fact]
    public void Session_keys_are_those_of_B_3()
    {
        var keys = new SrtpKeys(
            SrtpProfile.AesCm128HmacSha1,
            Hex.Bytes("E1F97A0D3E018BE0D64FA32C06DE4139"),
            Hex.Bytes("0EC675AD498AFEEBB6960B3AABE6")
        );
        Assert.Equal(Hex.Bytes("C61E7A93744F39EE10734AFE3FF7A087"), keys.Derive(KeyLabel.RtpKey, 16));
        Assert.Equal(Hex.Bytes("30CBBC08863D8C85D49DB34A9AE1"), keys.Derive(KeyLabel.RtpSalt, 14));
        Assert.Equal(
            Hex.Bytes(
                """
                CEBE321F6FF7716B6FD4AB49AF256A15 6D38BAA48F0A0ACF3C34E2359E6CDBCE
                E049646C43D9327AD175578EF7227098 6371C10C9A369AC2F94A8C5FBCDDDC25
                6D6E919A48B610EF17C2041E47403576 6B68642C59BBFC2F34DB60DBDFB2
                """
            ),
            keys.Derive(KeyLabel.RtpAuthentication, 94)
        );
        // Labels of RTCP, as another implementation derives them from the same master key.
        Assert.Equal(Hex.Bytes("4c1aa45a81f73d61c800bbb00fbb1eaa"), keys.Derive(KeyLabel.RtcpKey, 16));
        Assert.Equal(
            Hex.Bytes("8d54534feb49ae8e7993a6bd0b844fc323a93dfd"),
            keys.Derive(KeyLabel.RtcpAuthentication, 20)
        );
        Assert.Equal(Hex.Bytes("9581c7ad87b3e530bf3e4454a8b3"), keys.Derive(KeyLabel.RtcpSalt, 14));
    }

    [Fact]
    public void GCM_seals_the_packet_of_16_1_1()
    {
        var packet = Hex.Bytes(
            """
            8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973
            20646976 69736120 696e2070 61727465 73207472 6573
            """
        );
        var sealedPacket = Hex.Bytes(
            """
            8040f17b 8041f8d3 5501a0b2
            f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b 36de3adf 8833
            899d7f27 beb16a91 52cf765e e4390cce
            """
        );
        using var gcm = new GcmTransform(GcmKey, GcmSalt, GcmKey, GcmSalt);
        var made = new byte[sealedPacket.Length];
        gcm.SealRtp(packet, 12, 0x5501a0b2, 0xf17b, made);
        Assert.Equal(sealedPacket, made);
        var opened = new byte[packet.Length];
        Assert.True(gcm.OpenRtp(sealedPacket, 12, 0x5501a0b2, 0xf17b, opened));
        Assert.Equal(packet, opened);
        Assert.False(gcm.OpenRtp(sealedPacket, 12, 0x5501a0b2, 0x1f17b, opened));
    }

    [Fact]
    public void GCM_seals_the_compound_of_17_1()
    {
        var compound = Hex.Bytes(
            """
            81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
            deadbeef deadbeef deadbeef deadbeef deadbeef
            """
        );
        var sealedCompound = Hex.Bytes(
            """
            81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7
            6c06f32d c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458
            96cf4d2f c5abf872 45d9eade 800005d4
            """
        );
        using var gcm = new GcmTransform(GcmKey, GcmSalt, GcmKey, GcmSalt);
        var made = new byte[sealedCompound.Length];
        gcm.SealRtcp(compound, 0x4d617273, 0x5d4, made);
        Assert.Equal(sealedCompound, made);
        var opened = new byte[compound.Length];
        Assert.True(gcm.OpenRtcp(sealedCompound, 0x4d617273, 0x5d4, opened));
        Assert.Equal(compound, opened);
    }

    [Fact]
    public void CM_seals_the_packets_of_a_second_implementation()
    {
        // libsrtp's own check (srtp_validate), with the master key of B.3.
        var keys = new SrtpKeys(
            SrtpProfile.AesCm128HmacSha1,
            Hex.Bytes("e1f97a0d3e018be0d64fa32c06de4139"),
            Hex.Bytes("0ec675ad498afeebb6960b3aabe6")
        );
        var packet = Hex.Bytes("800f1234 decafbad cafebabe abababab abababab abababab abababab");
        var sealedPacket = Hex.Bytes(
            "800f1234 decafbad cafebabe 4e55dc4c e79978d8 8ca4d215 949d2402 b78d6acc 99ea179b 8dbb"
        );
        using var sender = new SrtpSender(keys);
        var made = new byte[packet.Length + SrtpSender.MostOverhead];
        Assert.Equal(SrtpVerdict.Done, sender.SealRtp(packet, made, out var length));
        Assert.Equal(sealedPacket, made[..length]);
    }

    [Theory, InlineData(SrtpProfile.AeadAes128Gcm), InlineData(SrtpProfile.AesCm128HmacSha1)]
    public void What_DTLS_exports_is_split_as_RFC_5764_says(SrtpProfile profile)
    {
        var salt = SrtpKeys.SaltBytes(profile);
        byte[] exported = [.. Enumerable.Range(0, SrtpKeys.ExportedBytes(profile)).Select(i => (byte)i)];
        var (client, server) = SrtpKeys.Split(profile, exported);
        var same = new SrtpKeys(profile, exported.AsSpan(0, 16), exported.AsSpan(32, salt));
        Assert.Equal(same.Derive(KeyLabel.RtpKey, 16), client.Derive(KeyLabel.RtpKey, 16));
        same = new SrtpKeys(profile, exported.AsSpan(16, 16), exported.AsSpan(32 + salt, salt));
        Assert.Equal(same.Derive(KeyLabel.RtcpSalt, 12), server.Derive(KeyLabel.RtcpSalt, 12));
        Assert.Throws<ArgumentException>(() => SrtpKeys.Split(profile, exported.AsSpan(1)));
    }
}
