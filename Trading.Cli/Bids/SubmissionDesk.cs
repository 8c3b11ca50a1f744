using Trading.Crypto;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>Brings a sealed bid, or a withdrawal, to the platform and keeps every answer in the kit as soon as it is there.</summary>
public sealed class SubmissionDesk(ApiClient api, VerifiedLock target)
{
    /// <summary>Uploads, commits and checks the acknowledgement. A kit that holds one already is left as it is.</summary>
    public async Task<SubmissionKit> SubmitAsync(SubmissionKit kit, string bidPath, CancellationToken cancel)
    {
        if (kit.Acknowledgement is not null) return kit;
        var answer = await BidUpload.SendAsync(api, kit, bidPath, cancel);
        ReceiptCheck.Acknowledged(answer.Acknowledgement, target, kit.EntryHash);
        return kit with { Acknowledgement = answer.Acknowledgement };
    }

    /// <summary>Withdraws; after the deadline this is a revocation (撤销). The returned kit is that of the withdrawal.</summary>
    public async Task<SubmissionKit> WithdrawAsync(SubmissionKit kit, CancellationToken cancel)
    {
        using var key = kit.OpenKey();
        var withdrawal = Withdrawal.Sign(key, kit.LockId, target.ContextHash, Convert.FromHexString(kit.Submission), kit.Revision + 1);
        var answer = await api.WithdrawAsync(kit.Session, kit.Lot, withdrawal.Bytes, cancel);
        var entryHash = Convert.ToHexStringLower(withdrawal.EntryHash);
        ReceiptCheck.Acknowledged(answer.Acknowledgement, target, entryHash);
        return kit with { Revision = withdrawal.Revision, Header = withdrawal.Bytes, EntryHash = entryHash, Acknowledgement = answer.Acknowledgement, Receipt = null };
    }

    /// <summary>Waits for the full receipt and checks it; the kit without one when the witnesses take longer.</summary>
    public async Task<SubmissionKit> AwaitReceiptAsync(SubmissionKit kit, TimeSpan patience, CancellationToken cancel)
    {
        if (kit.Receipt is not null) return kit;
        if (await api.AwaitReceiptAsync(kit.EntryHash, patience, cancel) is not { } receipt) return kit;
        ReceiptCheck.Received(receipt, target, kit.EntryHash);
        return kit with { Receipt = receipt };
    }
}
