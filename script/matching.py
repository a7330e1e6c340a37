"""An editor's cut beside the script: which frames are whose."""
