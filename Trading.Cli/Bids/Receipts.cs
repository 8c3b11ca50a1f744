namespace Trading.Cli;

/// <summary>The last step that submit and withdraw share.</summary>
internal static class Receipts
{
    public static async Task<int> FinishAsync(
        Request request,
        SubmissionDesk desk,
        SubmissionKit kit,
        string path,
        TimeSpan patience,
        string word,
        CancellationToken cancel
    )
    {
        kit = await desk.AwaitReceiptAsync(kit, patience, cancel);
        if (kit.Receipt is null)
        {
            request.Notes.WriteLine("the witnesses have not signed yet; the same command fetches the receipt later");
            return ExitCode.Pending;
        }
        kit.Write(path);
        request.Out.WriteLine($"{word}: the receipt was checked against the bid's lock and stands in {path}");
        return ExitCode.Done;
    }
}

/// <summary>The lock that a kit belongs to, fetched and checked anew.</summary>
internal static class KitLock
{
    public static async Task<VerifiedLock> FetchAsync(
        ApiClient api,
        TrustFile? trust,
        SubmissionKit kit,
        CancellationToken cancel
    )
    {
        if (trust is null)
            return VerifiedLock.Check(kit, await MissingLock.FetchAsync(api, kit.Session, kit.Lot, cancel));
        var target = await VerifiedLock.FetchAsync(api, trust, kit.Session, kit.Lot, cancel);
        return target.Certificate.LockId.AsSpan().SequenceEqual(kit.LockId) ? target : throw VerifiedLock.OtherLock();
    }
}
