"""What `kaname import` says when it is done."""
