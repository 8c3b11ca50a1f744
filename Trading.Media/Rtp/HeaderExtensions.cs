namespace Trading.Media.Rtp;

/// <summary>
/// Elements of a header extension, in the form of one byte (0xBEDE) or of two (0x100x). Source: RFC 8285, 4.2 and 4.3.
/// </summary>
public static class HeaderExtensions
{
    private const int OneByte = 0xBEDE;
    private const int TwoBytes = 0x1000;

    /// <summary>
    /// The element with a number that SDP agreed (1 to 14, in the form of two bytes to 255), or false.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> packet, in RtpHeader header, byte id, out ReadOnlySpan<byte> element)
    {
        element = default;
        if (id == 0)
            return false;
        var elements = packet.Slice(header.ExtensionAt, header.ExtensionBytes);
        if (header.ExtensionForm == OneByte)
            return TryFindShort(elements, id, out element);
        return (header.ExtensionForm & 0xFFF0) == TwoBytes && TryFindLong(elements, id, out element);
    }

    private static bool TryFindShort(ReadOnlySpan<byte> elements, byte id, out ReadOnlySpan<byte> element)
    {
        element = default;
        for (var at = 0; at < elements.Length; )
        {
            var (number, length) = (elements[at] >> 4, (elements[at] & 15) + 1);
            if (elements[at] == 0)
            {
                at++;
                continue;
            }
            // 15 ends the list; 0 with a length is reserved and read over.
            if (number == 15 || at + 1 + length > elements.Length)
                return false;
            element = elements.Slice(at + 1, length);
            if (number == id)
                return true;
            at += 1 + length;
        }
        return false;
    }

    private static bool TryFindLong(ReadOnlySpan<byte> elements, byte id, out ReadOnlySpan<byte> element)
    {
        element = default;
        for (var at = 0; at < elements.Length; )
        {
            if (elements[at] == 0)
            {
                at++;
                continue;
            }
            if (at + 2 > elements.Length || at + 2 + elements[at + 1] > elements.Length)
                return false;
            element = elements.Slice(at + 2, elements[at + 1]);
            if (elements[at] == id)
                return true;
            at += 2 + element.Length;
        }
        return false;
    }
}
