using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// What a bidder may hold as proof: a kit with everything in it, or the bare bytes of an acknowledgement or receipt.
/// </summary>
internal static class ReceiptSource
{
    public static IEnumerable<byte[]> Read(string path)
    {
        var bytes = InputFile.Bytes(path, "a kit, a receipt or an acknowledgement");
        if (Acknowledgement.TryParse(bytes, out _) || Receipt.TryParse(bytes, out _))
            return [bytes];
        var kit = SubmissionKit.Read(path);
        byte[][] proofs = [.. new[] { kit.Acknowledgement, kit.Receipt }.OfType<byte[]>()];
        return proofs.Length > 0
            ? proofs
            : throw CommandException.Usage(
                $"{InputFile.Shown(path)} holds neither an acknowledgement nor a receipt.",
                $"trading submit --kit {path} --trust FILE fetches both from the platform, at any time; it needs "
                    + "neither the bid nor a key"
            );
    }
}
