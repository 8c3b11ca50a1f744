using System.Buffers.Binary;
using System.Text;

namespace Trading.Documents.Pdf;

/// <summary>
/// The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 4.2 (ICC.1:2004-10), made here from its numbers:
/// what the red, green and blue of a page mean on every machine. The same bytes always.
/// </summary>
internal static class ColourProfile
{
    private const int HeaderBytes = 128;

    // The day on which the profile was first made; a profile has to say one.
    private static readonly int[] Made = [2026, 11, 29];

    // Everything is seen under D50, the white of profiles: primaries and white are adapted to it (Bradford), and "chad"
    // is the matrix that did it. Numbers are s15Fixed16.
    private static readonly int[] White = [0xF6D6, 0x10000, 0xD32D];
    private static readonly int[] Red = [0x6FA2, 0x38F5, 0x0390];
    private static readonly int[] Green = [0x6299, 0xB785, 0x18DA];
    private static readonly int[] Blue = [0x24A0, 0x0F84, 0xB6CF];
    private static readonly int[] Adaptation =
    [
        0x10C42,
        0x05DE,
        -0x0CDA,
        0x0793,
        0xFD90,
        -0x045F,
        -0x025F,
        0x03DC,
        0xC06E,
    ];

    // ((x + 0.055) / 1.055)^2.4 from 0.04045 on, x / 12.92 below.
    private static readonly int[] Curve = [0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

    public static byte[] Srgb { get; } = Build();

    private static byte[] Build()
    {
        var curve = Numbers("para", [.. Be16(3), 0, 0], Curve);
        (string Signature, byte[] Bytes)[] tags =
        [
            ("desc", Words("sRGB")),
            ("cprt", Words("No copyright, use freely")),
            ("wtpt", Numbers("XYZ ", [], White)),
            ("chad", Numbers("sf32", [], Adaptation)),
            ("rXYZ", Numbers("XYZ ", [], Red)),
            ("gXYZ", Numbers("XYZ ", [], Green)),
            ("bXYZ", Numbers("XYZ ", [], Blue)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        var (table, data) = (new List<byte>(Be32(tags.Length)), new List<byte>());
        var start = HeaderBytes + 4 + 12 * tags.Length;
        var places = new Dictionary<byte[], int>();
        foreach (var (signature, bytes) in tags)
        {
            // The three curves are one.
            if (places.TryAdd(bytes, start + data.Count))
                data.AddRange(bytes);
            table.AddRange([.. Ascii(signature), .. Be32(places[bytes]), .. Be32(bytes.Length)]);
        }
        return [.. Header(start + data.Count), .. table, .. data];
    }

    private static byte[] Header(int size)
    {
        var header = new byte[HeaderBytes];
        Be32(size).CopyTo(header, 0);
        header[8] = 4;
        header[9] = 0x20;
        Ascii("mntrRGB XYZ ").CopyTo(header, 12);
        for (var i = 0; i < Made.Length; i++)
            Be16(Made[i]).CopyTo(header, 24 + 2 * i);
        Ascii("acsp").CopyTo(header, 36);
        for (var i = 0; i < White.Length; i++)
            Be32(White[i]).CopyTo(header, 68 + 4 * i);
        return header;
    }

    // One record of English, UTF-16.
    private static byte[] Words(string text) =>
        Padded([
            .. Ascii("mluc"),
            .. Be32(0),
            .. Be32(1),
            .. Be32(12),
            .. Ascii("enUS"),
            .. Be32(2 * text.Length),
            .. Be32(28),
            .. Encoding.BigEndianUnicode.GetBytes(text),
        ]);

    private static byte[] Numbers(string type, byte[] before, int[] numbers) =>
        Padded([.. Ascii(type), .. Be32(0), .. before, .. numbers.SelectMany(Be32)]);

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[(4 - bytes.Length % 4) % 4]];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Be16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Be32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
