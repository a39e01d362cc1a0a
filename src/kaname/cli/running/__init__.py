"""What serving needs: the data folder prepared, the application's processes kept alive."""
