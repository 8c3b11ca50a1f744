namespace Trading.Crypto;

/// <summary>The field prime of P-256 (SP 800-186, 3.2.1.3): 2^256 − 2^224 + 2^192 + 2^96 − 1.</summary>
internal readonly struct P256Field : IModulus
{
    public static ulong M0 => 0xFFFFFFFFFFFFFFFF;
    public static ulong M1 => 0x00000000FFFFFFFF;
    public static ulong M2 => 0x0000000000000000;
    public static ulong M3 => 0xFFFFFFFF00000001;
    public static U256 One => new(0x0000000000000001, 0xFFFFFFFF00000000, 0xFFFFFFFFFFFFFFFF, 0x00000000FFFFFFFE);
    public static U256 Square => new(0x0000000000000003, 0xFFFFFFFBFFFFFFFF, 0xFFFFFFFFFFFFFFFE, 0x00000004FFFFFFFD);
    public static ulong Inverse => 1;
}

/// <summary>The order of P-256's group, a prime: there is no other subgroup to fall into.</summary>
internal readonly struct P256Order : IModulus
{
    public static ulong M0 => 0xF3B9CAC2FC632551;
    public static ulong M1 => 0xBCE6FAADA7179E84;
    public static ulong M2 => 0xFFFFFFFFFFFFFFFF;
    public static ulong M3 => 0xFFFFFFFF00000000;
    public static U256 One => new(0x0C46353D039CDAAF, 0x4319055258E8617B, 0x0000000000000000, 0x00000000FFFFFFFF);
    public static U256 Square => new(0x83244C95BE79EEA2, 0x4699799C49BD6FA6, 0x2845B2392B6BEC59, 0x66E12D94F3D95620);
    public static ulong Inverse => 0xCCD1C8AAEE00BC4F;
}
