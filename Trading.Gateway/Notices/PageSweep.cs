namespace Trading.Gateway.Notices;

/// <summary>Erases what is kept for pages that are over.</summary>
internal sealed class PageSweep(NoticeStore store, NoticePace pace) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            store.EraseEnded();
            await Task.Delay(pace.BetweenSweeps, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
